package org.scratchcnn.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;

class PlanTest {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            "small",
            Shape.image(1, 4, 4),
            List.of(Conv2d.of(1, 2, 3), Activation.relu(), new Flatten(), Dense.of(8, 3)),
            LossSpec.SOFTMAX_CROSS_ENTROPY);

    private final ThreadTeam team = new ThreadTeam(1);
    private final Kernels kernels = new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
    private final Model model = model();
    private final float[] inputs = randomValues(2 * 16);
    private final float[] dLogits = randomValues(2 * 3);

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void gradientsAddToWhatTheParametersHold() {
        var plan = plan(model, kernels, 2);
        plan.forward(trainingPass(), inputs, 0, 2, new float[6], StepListener.NONE);
        plan.backward(dLogits, StepListener.NONE);
        var once = model.gradients();
        plan.backward(dLogits, StepListener.NONE);
        for (var parameter : model.trained()) {
            float[] first = once.tensor(parameter.name()).values();
            for (int i = 0; i < first.length; i++) {
                assertThat(parameter.gradient()[i]).as(parameter.name()).isEqualTo(first[i] + first[i]);
            }
        }
        model.zeroGradients();
        assertThat(model.trained())
                .allSatisfy(parameter -> assertThat(parameter.gradient()).containsOnly(0));
    }

    @Test
    void plansOfOneModelShareItsParameters() {
        var forBatches = plan(model, kernels, 2);
        var forOneImage = plan(model, new LanesKernels(team), 1);
        var before = logits(forOneImage, 1);
        model.trained().getLast().values()[0] += 1;
        model.trained().getLast().changed();
        var batch = logits(forBatches, 2);
        var single = logits(forOneImage, 1);
        assertThat(single[0]).isCloseTo(before[0] + 1, within(1e-6f));
        for (int k = 0; k < 3; k++) {
            assertThat(single[k]).isCloseTo(batch[k], within(1e-6f));
        }
    }

    @Test
    void aNetworkWithoutParametersRunsInBothDirections() {
        var network =
                new NetworkSpec("untrained", Shape.image(1, 4, 4), List.of(new Flatten()), LossSpec.MEAN_SQUARED_ERROR);
        var plan = plan(Model.forTraining(network.resolve(), training(network, 2)), kernels, 2);
        var outputs = new float[32];
        plan.forward(trainingPass(), inputs, 0, 2, outputs, StepListener.NONE);
        plan.backward(new float[32], StepListener.NONE);
        assertThat(outputs).containsExactly(inputs);
    }

    @Test
    void aNetworkWithoutLayersGivesItsInputs() {
        var network = new NetworkSpec("identity", Shape.features(3), List.of(), LossSpec.MEAN_SQUARED_ERROR);
        var plan = plan(Model.forTraining(network.resolve(), training(network, 2)), kernels, 2);
        var outputs = new float[6];
        plan.forward(trainingPass(), dLogits, 0, 2, outputs, StepListener.NONE);
        plan.backward(dLogits, StepListener.NONE);
        assertThat(outputs).containsExactly(dLogits);
    }

    @Test
    void gradientsThroughAMaxPoolAreTheSameBitsInOneGoAndOneAfterTheOther() {
        var network = new NetworkSpec(
                "pooled",
                Shape.image(2, 12, 8),
                List.of(
                        Conv2d.of(2, 5, 3).withPadding(Padding2d.all(1)),
                        Activation.relu(),
                        MaxPool2d.of(2),
                        new Flatten(),
                        Dense.of(5 * 6 * 4, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        int images = 20;
        var input = randomValues(images * 2 * 12 * 8);
        var gradient = randomValues(images * 3);
        var inOneGo = gradients(network, new LanesKernels(team), images, input, gradient);
        var separately = gradients(network, withoutPooledGradient(new LanesKernels(team)), images, input, gradient);
        inOneGo.tensors()
                .forEach((name, tensor) -> assertThat(tensor.values())
                        .as(name)
                        .containsExactly(separately.tensor(name).values()));
    }

    private static ParameterSnapshot gradients(
            NetworkSpec network, Kernels kernels, int images, float[] input, float[] gradient) {
        var resolved = network.resolve();
        var model = Model.forTraining(resolved, training(network, images));
        model.copyFrom(ParameterInitializer.draw(resolved, InitSpec.PYTORCH_DEFAULT, new SplittableRandom(1)));
        var plan = plan(model, kernels, images);
        plan.forward(trainingPass(), input, 0, images, new float[images * 3], StepListener.NONE);
        plan.backward(gradient, StepListener.NONE);
        return model.gradients();
    }

    private static Kernels withoutPooledGradient(Kernels kernels) {
        return (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(),
                new Class<?>[] {Kernels.class},
                (_, method, arguments) -> method.getName().equals("pooledWeightGradient")
                        ? Optional.empty()
                        : method.invoke(kernels, arguments));
    }

    private static Plan plan(Model model, Kernels kernels, int maxBatch) {
        return Planner.forTraining(model.network(), training(model.network().spec(), maxBatch), kernels, maxBatch)
                .allocate(model);
    }

    private static TrainingSpec training(NetworkSpec network, int batchSize) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), batchSize, 1);
    }

    private static Pass trainingPass() {
        var pass = new Pass();
        pass.train(0, true);
        return pass;
    }

    private float[] logits(Plan plan, int count) {
        var logits = new float[count * 3];
        plan.forward(new Pass(), inputs, 0, count, logits, StepListener.NONE);
        return logits;
    }

    private static Model model() {
        var network = NETWORK.resolve();
        var model = Model.forTraining(network, training(NETWORK, 2));
        model.copyFrom(ParameterInitializer.draw(network, InitSpec.PYTORCH_DEFAULT, new SplittableRandom(1)));
        return model;
    }

    private static float[] randomValues(int count) {
        var random = new SplittableRandom(count);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
