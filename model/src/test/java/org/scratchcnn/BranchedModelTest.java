package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.batchNorm;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.network.OptimizerSpec.adam;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.file.SafetensorsFile;

/** Models with residual blocks, parallel branches and running statistics. */
class BranchedModelTest {

    private static final Network BLOCKS = BranchedNetwork.of(2);

    @TempDir
    private Path folder = Path.of("");

    private static void assertThatTensorsAreEqual(Model actual, Model expected) {
        assertThat(actual.parameters().tensors().keySet())
                .isEqualTo(expected.parameters().tensors().keySet());
        expected.parameters()
                .tensors()
                .forEach((name, tensor) -> assertThat(
                                actual.parameters().tensor(name).values())
                        .as(name)
                        .containsExactly(tensor.values()));
    }

    @Test
    void learnsAndAnswersByRunningStatistics() {
        var data = DrawnData.sides(100, 1);
        try (var model = Model.create(BLOCKS)) {
            model.fit(data.train(), fit -> fit.epochs(5).batchSize(10).optimizer(adam(0.01)));

            assertThat(model.evaluate(data.test()).loss()).isLessThan(0.2);
            assertThat(model.predict(data.test())).hasSize(20);
            assertThat(model.parameters().tensor("3.body.1.running_var").values())
                    .doesNotContain(1f);
        }
    }

    @Test
    void aFileHoldsRunningStatisticsAndALoadedModelAnswersTheSame() throws IOException {
        var file = folder.resolve("blocks.safetensors");
        var data = DrawnData.sides(60, 1);
        try (var model = Model.create(BLOCKS)) {
            model.fit(data.train(), fit -> fit.epochs(1).batchSize(8));
            model.save(file);

            assertThat(SafetensorsFile.read(file).snapshot().tensors().keySet())
                    .contains(
                            "1.running_mean",
                            "3.body.0.weight",
                            "3.shortcut.1.running_var",
                            "5.branches.0.1.running_mean",
                            "7.bias")
                    .noneMatch(name -> name.startsWith("optimizer."));
            try (var loaded = Model.load(file)) {
                assertThatTensorsAreEqual(loaded, model);
                assertThat(loaded.predict(data.test())).isEqualTo(model.predict(data.test()));
            }
        }
    }

    @Test
    void trainingInTwoGoesGivesTheBitsOfOneGoOnAnotherNumberOfThreadsToo() throws IOException {
        var data = DrawnData.sides(60, 1).train();
        var file = folder.resolve("checkpoint.safetensors");
        try (var whole = Model.create(BLOCKS);
                var begun = Model.create(BLOCKS)) {
            whole.fit(data, fit -> fit.epochs(3).batchSize(9).threads(1));
            begun.fit(data, fit -> fit.epochs(1).batchSize(9).threads(1));
            begun.saveCheckpoint(file);

            try (var resumed = Model.load(file)) {
                resumed.fit(
                        data, _ -> resumed.settings().orElseThrow().epochs(2).threads(3));

                assertThatTensorsAreEqual(resumed, whole);
            }
        }
    }

    @Test
    void refusesALastBatchOfASingleSampleBeforeItTrains() {
        try (var model = Model.create(Network.of(features(2), dense(4), batchNorm(), dense(2)))) {
            assertThatThrownBy(() -> model.fit(DrawnData.halves(17, 1), fit -> fit.batchSize(8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "17 samples in batches of 8 end in a batch of one: network, layer 1 BatchNorm1d(4) over [4]: a batch of one sample gives it a single value a channel, and one value has no deviation from its mean; take batches of two or more, and a number of samples that leaves no single one at the end");
            assertThatThrownBy(() -> model.fit(DrawnData.halves(17, 1), fit -> fit.batchSize(1)))
                    .hasMessageStartingWith("17 samples in batches of 1 end in a batch of one");
            assertThat(model.history().epochs()).isEmpty();

            model.fit(DrawnData.halves(18, 1), fit -> fit.batchSize(8).epochs(1));
        }
        try (var model = Model.create(BLOCKS)) {
            model.fit(DrawnData.sides(60, 1).train(), fit -> fit.batchSize(47).epochs(1));
        }
    }
}
