package org.scratchcnn.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.Dataset;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.inspect.Mistakes.Mistake;

class MistakesTest {

    private static final Network NETWORK = Network.of(features(2), dense(2));

    /** By a network that gives its inputs as logits, all but the first and the last are answered wrong. */
    private static final Dataset DATA = Dataset.labelled(
            features(2),
            new float[] {0, 5, 1, 0, 0, 3, 2, 0, 0, 3, 4, 0},
            new int[] {1, 1, 0, 1, 0, 0},
            List.of("cat", "dog"));

    @TempDir
    private Path folder = Path.of("");

    private Model model() throws IOException {
        var model = Model.create(NETWORK);
        model.fit(DATA, fit -> fit.epochs(1).batchSize(2));
        return HandMade.with(model, folder, Map.of("0.weight", new float[] {1, 0, 0, 1}, "0.bias", new float[] {0, 0}));
    }

    @Test
    void theMostCertainOnesComeFirstAndEqualOnesInTheirOrder() throws IOException {
        try (var model = model()) {
            var mistakes = Mistakes.of(model, DATA, Mistakes.MOST);

            assertThat(mistakes.samples()).isEqualTo(6);
            assertThat(mistakes.count()).isEqualTo(4);
            assertThat(mistakes.worst()).extracting(Mistake::index).containsExactly(2, 4, 3, 1);
            assertThat(mistakes.worst().getFirst().truth()).isEqualTo("cat");
            assertThat(mistakes.worst().getFirst().answer()).isEqualTo("dog");
            assertThat(mistakes.worst().getFirst().probability()).isCloseTo(1 / (1 + Math.exp(-3)), within(1e-6));
        }
    }

    @Test
    void noMoreAreKeptThanAskedForButAllAreCounted() throws IOException {
        try (var model = model()) {
            var mistakes = Mistakes.of(model, DATA, 1);

            assertThat(mistakes.worst()).extracting(Mistake::index).containsExactly(2);
            assertThat(mistakes.count()).isEqualTo(4);
        }
    }

    @Test
    void refusesAModelWithoutClassesAndDataOfOthers() throws IOException {
        try (var untrained = Model.create(NETWORK);
                var model = model()) {
            assertThatThrownBy(() -> Mistakes.of(untrained, DATA, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("The model knows no classes");
            var other = Dataset.labelled(features(2), new float[2], new int[] {0}, List.of("cat", "cow"));
            assertThatThrownBy(() -> Mistakes.of(model, other, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "The data are of [2] and of the classes [cat, cow], but the model takes [2] and knows [cat, dog]");
        }
    }
}
