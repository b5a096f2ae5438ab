package org.scratchcnn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.core.engine.Batch;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.parameter.ParameterInitializer;
import org.scratchcnn.core.spec.Activation;
import org.scratchcnn.core.spec.AvgPool2d;
import org.scratchcnn.core.spec.Bias;
import org.scratchcnn.core.spec.Conv2d;
import org.scratchcnn.core.spec.Dense;
import org.scratchcnn.core.spec.Flatten;
import org.scratchcnn.core.spec.LayerSpec;
import org.scratchcnn.core.spec.LossSpec;
import org.scratchcnn.core.spec.MaxPool2d;
import org.scratchcnn.core.spec.NetworkSpec;
import org.scratchcnn.core.spec.OptimizerSpec;
import org.scratchcnn.core.spec.Padding2d;
import org.scratchcnn.core.spec.Shape;
import org.scratchcnn.core.spec.Size2d;
import org.scratchcnn.core.spec.TrainingSpec;

/** Every layer and loss that is translated means in Deeplearning4j what the description says. */
class SemanticsTest {

    private static final Shape.Image IMAGE = Shape.image(2, 7, 6);
    private static final Padding2d UNEVEN = new Padding2d(0, 1, 2, 1);

    /** The one that Deeplearning4j's layer helpers can't do, see {@link Dl4jEngineTest}. */
    private static final NetworkSpec DILATED =
            image("dilated convolution", Conv2d.of(2, 3, 2).withDilation(new Size2d(2, 3)), Activation.tanh());

    static Stream<Arguments> networks() {
        return Stream.of(
                        image(
                                "padded convolution",
                                Conv2d.of(2, 3, 3).withPadding(Padding2d.all(1)),
                                Activation.tanh()),
                        image("convolution with stride and uneven sides", strided(), Activation.sigmoid()),
                        DILATED,
                        image("convolution without bias", Conv2d.of(2, 3, 3).withBias(Bias.NONE), Activation.tanh()),
                        image(
                                "convolution padded on one side",
                                Conv2d.of(2, 3, 3).withPadding(UNEVEN),
                                Activation.tanh()),
                        image("max pool", Conv2d.of(2, 3, 3), MaxPool2d.of(2)),
                        image("overlapping max pool", Conv2d.of(2, 3, 1), overlapping(Padding2d.NONE)),
                        image("padded max pool of negative values", Conv2d.of(2, 3, 1), overlapping(Padding2d.all(1))),
                        image(
                                "max pool padded on one side after ReLU",
                                Conv2d.of(2, 3, 1),
                                Activation.relu(),
                                overlapping(UNEVEN)),
                        image("average pool", Conv2d.of(2, 3, 3), AvgPool2d.of(2)),
                        image("average pool that counts padding", Conv2d.of(2, 3, 1), average(UNEVEN, true)),
                        image(
                                "average pool that leaves padding out",
                                Conv2d.of(2, 3, 1),
                                average(Padding2d.all(1), false)),
                        image("ReLU", Conv2d.of(2, 3, 3), Activation.relu()),
                        features("softmax", LossSpec.SOFTMAX_CROSS_ENTROPY),
                        features("sigmoid", LossSpec.BINARY_CROSS_ENTROPY),
                        features("squares", LossSpec.MEAN_SQUARED_ERROR))
                .flatMap(network -> Dl4jEngine.all().stream()
                        .filter(engine ->
                                !network.equals(DILATED) || engine.name().equals("dl4j-shipped"))
                        .map(engine ->
                                Arguments.of(Named.of(engine.name(), engine), Named.of(network.name(), network))));
    }

    private static NetworkSpec image(String name, LayerSpec... layers) {
        var all = new ArrayList<>(List.of(layers));
        all.add(new Flatten());
        Shape shape = IMAGE;
        for (var layer : all) {
            shape = layer.outputShape(shape);
        }
        all.add(Dense.of(shape.size(), 4));
        return new NetworkSpec(name, IMAGE, all, LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static NetworkSpec features(String name, LossSpec loss) {
        return new NetworkSpec(
                name, Shape.features(5), List.of(new Dense(5, 6, false), Activation.tanh(), Dense.of(6, 3)), loss);
    }

    private static Conv2d strided() {
        return Conv2d.of(2, 3, 3)
                .withKernel(new Size2d(3, 2))
                .withStride(new Size2d(2, 1))
                .withPadding(new Padding2d(1, 0, 1, 0));
    }

    private static MaxPool2d overlapping(Padding2d padding) {
        return MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(padding);
    }

    private static AvgPool2d average(Padding2d padding, boolean countPadding) {
        return AvgPool2d.of(3).withStride(Size2d.square(2)).withPadding(padding).withCountPadding(countPadding);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void computesTheLogitsLossAndGradientsOfTheDescription(Dl4jEngine engine, NetworkSpec network) {
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.1), 3, 1);
        var initial = ParameterInitializer.draw(training);
        var oracle = new NetworkOracle(network, initial);
        var batch = batch(network);
        try (var session = engine.open(training, initial, new EngineOptions(1))) {
            var logits = new float[3 * network.resolve().logits().count()];
            session.logits(batch, logits);
            assertClose(logits, oracle.logits(batch), 1e-5);

            assertThat(session.computeGradients(batch)).isCloseTo(oracle.meanLoss(batch), within(1e-5));
            session.gradients()
                    .tensors()
                    .forEach((name, gradient) -> assertClose(gradient.values(), oracle.gradient(batch, name), 1e-5));
        }
    }

    private static Batch batch(NetworkSpec network) {
        var labelled = Samples.batch(network, 3, 7);
        if (network.loss() == LossSpec.SOFTMAX_CROSS_ENTROPY) {
            return labelled;
        }
        var targets = Samples.uniform(9, new SplittableRandom(8));
        for (int i = 0; i < targets.length; i++) {
            targets[i] = Math.abs(targets[i]);
        }
        return new Batch(3, labelled.inputs(), new Batch.Values(targets));
    }

    private static void assertClose(float[] actual, double[] expected, double tolerance) {
        assertThat(NetworkOracle.doubles(actual)).containsExactly(expected, within(tolerance));
    }
}
