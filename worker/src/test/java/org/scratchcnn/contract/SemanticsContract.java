package org.scratchcnn.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.ReferenceNetwork;

/** Every layer and loss means in the engine what the description says. */
public abstract class SemanticsContract extends EngineContract {

    private static final int SAMPLES = 3;
    private static final double TOLERANCE = 1e-5;
    private static final Shape.Image IMAGE = Shape.image(2, 7, 6);
    private static final Padding2d UNEVEN = new Padding2d(0, 1, 2, 1);

    private static final List<NetworkSpec> NETWORKS = List.of(
            image("padded convolution", Conv2d.of(2, 3, 3).withPadding(Padding2d.all(1)), Activation.tanh()),
            image("convolution with stride and uneven sides", strided(), Activation.sigmoid()),
            image("dilated convolution", Conv2d.of(2, 3, 2).withDilation(new Size2d(2, 3)), Activation.tanh()),
            image("convolution without bias", Conv2d.of(2, 3, 3).withBias(Bias.NONE), Activation.tanh()),
            image(
                    "convolution with a bias for each position",
                    Conv2d.of(2, 3, 3).withBias(Bias.PER_POSITION),
                    Activation.relu()),
            image("convolution padded on one side", Conv2d.of(2, 3, 3).withPadding(UNEVEN), Activation.tanh()),
            image("max pool", Conv2d.of(2, 3, 3), MaxPool2d.of(2)),
            image("overlapping max pool", Conv2d.of(2, 3, 1), overlapping(Padding2d.NONE)),
            image("padded max pool of negative values", Conv2d.of(2, 3, 1), overlapping(Padding2d.all(1))),
            image("max pool with much padding", Conv2d.of(2, 3, 1), overlapping(Padding2d.all(2))),
            image("max pool padded on one side", Conv2d.of(2, 3, 1), overlapping(UNEVEN)),
            image("max pool padded on one side after ReLU", Conv2d.of(2, 3, 1), Activation.relu(), overlapping(UNEVEN)),
            image("average pool", Conv2d.of(2, 3, 3), AvgPool2d.of(2)),
            image("average pool that counts padding", Conv2d.of(2, 3, 1), average(Padding2d.all(1), true)),
            image("average pool that counts uneven padding", Conv2d.of(2, 3, 1), average(UNEVEN, true)),
            image("average pool that leaves padding out", Conv2d.of(2, 3, 1), average(Padding2d.all(1), false)),
            image("average pool that leaves uneven padding out", Conv2d.of(2, 3, 1), average(UNEVEN, false)),
            image("ReLU", Conv2d.of(2, 3, 3), Activation.relu()),
            image("ReLU after another activation", Conv2d.of(2, 3, 3), Activation.tanh(), Activation.relu()),
            features("softmax", LossSpec.SOFTMAX_CROSS_ENTROPY),
            features("sigmoid", LossSpec.BINARY_CROSS_ENTROPY),
            features("squares", LossSpec.MEAN_SQUARED_ERROR));

    private static NetworkSpec image(String name, LayerSpec... layers) {
        return image(name, LossSpec.SOFTMAX_CROSS_ENTROPY, layers);
    }

    private static NetworkSpec image(String name, LossSpec loss, LayerSpec... layers) {
        var all = new ArrayList<>(List.of(layers));
        all.add(new Flatten());
        Shape shape = IMAGE;
        for (var layer : all) {
            shape = layer.outputShape(shape);
        }
        all.add(Dense.of(shape.size(), 4));
        return new NetworkSpec(name, IMAGE, all, loss);
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

    private static Stream<Named<NetworkSpec>> all() {
        return NETWORKS.stream().map(network -> Named.of(network.name(), network));
    }

    protected final Stream<Named<NetworkSpec>> networks() {
        return expressible(all());
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), SAMPLES, 1);
    }

    @Test
    public void refusesOnlyTheLayersThatItCanNotExpress() {
        assertThat(all().filter(network -> isRefused(training(network.getPayload())))
                        .map(Named::getName))
                .containsExactlyInAnyOrderElementsOf(inexpressible());
    }

    @ParameterizedTest
    @MethodSource("networks")
    public void computesTheLogitsLossAndGradientsOfTheDescription(NetworkSpec network) {
        var batch = drawn(network);
        if (network.loss() == LossSpec.SOFTMAX_CROSS_ENTROPY) {
            assertComputes(network, batch);
        } else {
            assertComputes(network, new Batch(SAMPLES, batch.inputs(), shares(network)));
        }
    }

    /** Labels stand for one-hot values, and softmax takes shares of several classes. */
    @ParameterizedTest
    @EnumSource
    public void takesLabelsAndValuesAsTargetsOfAnyLoss(LossSpec loss) {
        var network = image("targets", loss, Conv2d.of(2, 3, 3), Activation.tanh());
        var labelled = drawn(network);
        assertComputes(network, labelled);
        assertComputes(network, new Batch(SAMPLES, labelled.inputs(), shares(network)));
    }

    private void assertComputes(NetworkSpec network, Batch batch) {
        var reference = new ReferenceNetwork(network, ParameterInitializer.draw(training(network)), 0);
        try (var session = open(engine(), training(network))) {
            var logits = new float[SAMPLES * network.resolve().logits().count()];
            session.logits(batch, logits);
            assertClose("logits", logits, reference.logits(batch), TOLERANCE);

            assertThat(session.computeGradients(batch)).isCloseTo(reference.loss(batch), within(TOLERANCE));
            var gradients = session.gradients();
            reference
                    .gradients(batch)
                    .forEach((name, expected) ->
                            assertClose(name, gradients.tensor(name).values(), expected, TOLERANCE));
        }
    }

    private static Batch drawn(NetworkSpec network) {
        return DrawnBatch.of(network.resolve(), SAMPLES, new SplittableRandom(7));
    }

    /** Values in [0, 1), of each sample's outputs together 1. */
    private static Batch.Values shares(NetworkSpec network) {
        int outputs = network.resolve().logits().count();
        var values = Numbers.random(SAMPLES * outputs, new SplittableRandom(8));
        for (int n = 0; n < SAMPLES; n++) {
            float sum = 0;
            for (int k = n * outputs; k < (n + 1) * outputs; k++) {
                values[k] = Math.abs(values[k]);
                sum += values[k];
            }
            for (int k = n * outputs; k < (n + 1) * outputs; k++) {
                values[k] /= sum;
            }
        }
        return new Batch.Values(values);
    }
}
