package org.scratchcnn.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;

class PyTorchEngineTest {

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.adam(1e-3), 4, 1);
    }

    private static Session open(PyTorchEngine engine, NetworkSpec network, int threads) {
        return open(engine, training(network), threads);
    }

    private static Session open(PyTorchEngine engine, TrainingSpec training, int threads) {
        return engine.open(training, ParameterInitializer.draw(training), new EngineOptions(threads));
    }

    private static SortedMap<String, String> facts(PyTorchEngine engine, NetworkSpec network, int threads) {
        try (var session = open(engine, network, threads)) {
            assertThat(session.facts().engine()).isEqualTo(engine.name());
            return session.facts().facts();
        }
    }

    static Stream<Arguments> inexpressible() {
        var pool = AvgPool2d.of(2).withPadding(new Padding2d(0, 0, 1, 1)).withCountPadding(false);
        var uneven = new NetworkSpec(
                "one-layer",
                Shape.image(1, 5, 5),
                List.of(pool, new Flatten(), Dense.of(9, 2)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var weighted = new NetworkSpec(
                "weighted",
                Shape.features(2),
                List.of(Dense.of(2, 2)),
                new LossSpec.SoftmaxCrossEntropy(0, List.of(0.0, 1.0)));
        return Stream.of(
                Arguments.of("a class weighs nothing", PyTorchEngine.contiguous(), training(weighted)),
                Arguments.of("without counting it", PyTorchEngine.contiguous(), training(uneven)),
                Arguments.of("pytorch can do it", PyTorchEngine.channelsLast(), training(Zoo.spiralMlp())),
                Arguments.of(
                        "not by those of ghost batches",
                        PyTorchEngine.contiguous(),
                        training(Zoo.fashionCnn()).withStatistics(new BatchStatisticsSpec.GhostBatch(2))),
                Arguments.of(
                        "no averages of weights",
                        PyTorchEngine.contiguous(),
                        training(Zoo.spiralMlp()).withAveraging(new AveragingSpec.ExponentialMovingAverage(0.9))),
                Arguments.of(
                        "those of torch.optim.swa_utils are Python's",
                        PyTorchEngine.contiguous(),
                        Tasks.cifar10Airbench94().training()),
                Arguments.of(
                        "follows the loss of epochs",
                        PyTorchEngine.contiguous(),
                        training(Zoo.spiralMlp()).withSchedule(new ScheduleSpec.ReduceOnPlateau(0.1, 2, 0, 0))),
                Arguments.of(
                        "depends on no parameter",
                        PyTorchEngine.contiguous(),
                        training(new NetworkSpec(
                                        "dense",
                                        Shape.features(2),
                                        List.of(Dense.of(2, 2)),
                                        LossSpec.SOFTMAX_CROSS_ENTROPY))
                                .withGroups(ParameterGroup.ofLayers("0").frozen())));
    }

    @Test
    void trainsAirbenchButForItsAverages() {
        var training = Tasks.cifar10Airbench94().training().withAveraging(new AveragingSpec.None());

        assertThat(PyTorchEngine.contiguous().supports(training)).isInstanceOf(Support.Yes.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inexpressible")
    void saysWhyItCanNotExpressADescription(String reason, PyTorchEngine engine, TrainingSpec training) {
        assertThat(engine.supports(training))
                .isInstanceOfSatisfying(
                        Support.No.class, no -> assertThat(no.reason()).contains(reason));
        assertThatThrownBy(() -> open(engine, training, 1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 1})
    void runsOnTheThreadsThatWereAskedFor(int threads) {
        assertThat(facts(PyTorchEngine.contiguous(), Zoo.spiralMlp(), threads))
                .containsEntry("threads", Integer.toString(threads));
    }

    @Test
    void statesWhatItReallyRunsWith() {
        assertThat(facts(PyTorchEngine.contiguous(), Zoo.fashionCnn(), 1))
                .containsEntry("pytorch", "2.13.0")
                .containsEntry("blas", "OpenBLAS")
                .containsEntry("onednn", "yes")
                .containsEntry("memory format", "contiguous")
                .containsKeys("onednn.version", "instructions");
        assertThat(facts(PyTorchEngine.channelsLast(), Zoo.fashionCnn(), 1))
                .containsEntry("memory format", "channels last");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void leavesNothingBehindAfterAStep(PyTorchEngine engine) {
        var batch = DrawnBatch.of(Zoo.fashionCnn().resolve(), 4, new SplittableRandom(1));
        var logits = new float[40];
        try (var session = open(engine, Zoo.fashionCnn(), 1)) {
            session.step(batch);
            session.logits(batch, logits);
            long pointers = Pointer.totalCount();
            for (int step = 0; step < 20; step++) {
                session.step(batch);
                session.computeGradients(batch);
                session.gradients();
                session.snapshot();
                session.logits(batch, logits);
            }
            assertThat(Pointer.totalCount()).isEqualTo(pointers);
        }
    }

    @Test
    void closesAllThatASessionHeld() {
        open(PyTorchEngine.channelsLast(), Zoo.cifarCnn(), 1).close();
        long pointers = Pointer.totalCount();
        try (var session = open(PyTorchEngine.channelsLast(), Zoo.cifarCnn(), 1)) {
            session.step(DrawnBatch.of(Zoo.cifarCnn().resolve(), 4, new SplittableRandom(1)));
            session.restore(session.snapshot());
        }
        assertThat(Pointer.totalCount()).isEqualTo(pointers);
    }

    static List<PyTorchEngine> engines() {
        return PyTorchEngine.all();
    }

    @Test
    void isFoundByItsName() {
        assertThat(PyTorchEngine.all())
                .extracting(PyTorchEngine::name)
                .containsExactly("pytorch", "pytorch-channels-last", "pytorch-double");
        assertThat(PyTorchEngine.engine("pytorch-channels-last").name()).isEqualTo("pytorch-channels-last");
        assertThatThrownBy(() -> PyTorchEngine.engine("pytorch-gpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pytorch-gpu")
                .hasMessageContaining("pytorch, pytorch-channels-last, pytorch-double");
    }
}
