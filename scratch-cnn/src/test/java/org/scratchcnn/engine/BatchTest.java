package org.scratchcnn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;

class BatchTest {

    @Test
    void givesItsLabels() {
        assertThat(Batch.labelled(2, new float[4], new int[] {3, 1}).labels()).containsExactly(3, 1);
    }

    @Test
    void refusesLabelsWhereTargetsAreValues() {
        var batch = new Batch(1, new float[2], new Batch.Values(new float[2]));

        assertThatThrownBy(batch::labels)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This batch has values as targets, no class labels");
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> Batch.labelled(0, new float[0], new int[0]))
                .hasMessage("A batch needs at least 1 sample, but has 0");
    }

    @Test
    void refusesEnginesWithoutThreads() {
        assertThatThrownBy(() -> new EngineOptions(0)).hasMessage("An engine needs at least 1 thread, but was given 0");
    }

    @Test
    void refusesFewerInputsThanItsSamplesHave() {
        var batch = Batch.labelled(3, new float[5], new int[3]);

        assertThatThrownBy(() -> batch.requireInputs(Shape.features(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The batch's 3 samples of [2] need 6 input values, but there are 5");
    }

    @Test
    void refusesLogitsWithoutRoomForAllItsSamples() {
        var batch = Batch.labelled(2, new float[4], new int[2]);

        batch.requireRoom(new float[6], 3);
        assertThatThrownBy(() -> batch.requireRoom(new float[5], 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The logits of 2 samples need room for 6 values, but there is room for 5");
    }

    @Test
    void refusesTargetsThatDoNotFitTheNetwork() {
        var network = Zoo.spiralMlp().resolve();

        assertThatThrownBy(() -> Batch.labelled(2, new float[4], new int[1]).requireTargets(network))
                .hasMessage("The batch's 2 samples need 2 targets, but there are 1");
        assertThatThrownBy(
                        () -> Batch.labelled(2, new float[4], new int[] {7, 8}).requireTargets(network))
                .hasMessage("Sample 1 of the batch has the label 8, but spiral-mlp has the classes 0 to 7");
        assertThatThrownBy(() -> new Batch(2, new float[4], new Batch.Values(new float[15])).requireTargets(network))
                .hasMessage("The batch's 2 samples need 16 targets, but there are 15");
    }
}
