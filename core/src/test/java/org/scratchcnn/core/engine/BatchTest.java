package org.scratchcnn.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

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
}
