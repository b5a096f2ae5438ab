package org.scratchcnn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.SmallNetworks;

/** Activations share memory when their lifetimes allow it: what is dead is poisoned here, and nothing changes. */
class SharedMemoryTest {

    private static final int IMAGES = 5;

    /** Poisons what a part of a pass leaves dead behind itself. */
    private record Poison(Kernels kernels, Slots slots, List<Activations> buffers, List<Integer> timeOfPart)
            implements StepListener {

        static final int NEVER = -2;

        @Override
        public void done(int part) {
            int time = timeOfPart.get(part);
            for (int buffer = 0; buffer < buffers.size() && time != NEVER; buffer++) {
                if (!slots.isLive(buffer, time)) {
                    var dead = buffers.get(buffer);
                    var poison = new float[IMAGES * dead.layout().sampleSize()];
                    Arrays.fill(poison, Float.NaN);
                    kernels.pack(poison, 0, IMAGES, dead);
                }
            }
        }
    }

    static Stream<Arguments> everywhere() {
        Function<ThreadTeam, Kernels> textbook =
                team -> new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
        Function<ThreadTeam, Kernels> lanes = LanesKernels::new;
        return SmallNetworks.ofEachLayer().stream()
                .flatMap(network -> Stream.of(
                        Arguments.of(network.name(), "textbook", network, textbook),
                        Arguments.of(network.name(), "lanes", network, lanes)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everywhere")
    void deadValuesMatterToNoLogits(
            String name, String backend, NetworkSpec network, Function<ThreadTeam, Kernels> kernels) {
        assertThat(logits(network, kernels, true)).containsExactly(logits(network, kernels, false));
    }

    private static float[] logits(NetworkSpec network, Function<ThreadTeam, Kernels> backend, boolean poisoned) {
        try (var team = new ThreadTeam(1)) {
            var kernels = backend.apply(team);
            var resolved = network.resolve();
            var planner = Planner.forInference(resolved, kernels, IMAGES);
            var model = Model.forInference(resolved);
            model.copyFrom(ParameterInitializer.draw(training(network)));
            var plan = planner.allocate(model);
            var listener = StepListener.NONE;
            if (poisoned) {
                // The input, each operation, the output.
                var times = Stream.iterate(-1, time -> time + 1)
                        .limit(plan.stepParts().size())
                        .toList();
                listener = new Poison(
                        kernels, planner.activations().values(), plan.part(0).valueBuffers(), times);
            }
            var logits = new float[IMAGES * SmallNetworks.CLASSES];
            plan.forward(new Pass(), batch(resolved).inputs(), 0, IMAGES, logits, listener);
            return logits;
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("everywhere")
    void deadGradientsMatterToNoParameter(
            String name, String backend, NetworkSpec network, Function<ThreadTeam, Kernels> kernels) {
        var clean = gradients(network, kernels, false);
        var poisoned = gradients(network, kernels, true);
        clean.tensors()
                .forEach((parameter, tensor) -> assertThat(
                                poisoned.tensor(parameter).values())
                        .as(parameter)
                        .containsExactly(tensor.values()));
    }

    private static ParameterSnapshot gradients(
            NetworkSpec network, Function<ThreadTeam, Kernels> backend, boolean poisoned) {
        try (var team = new ThreadTeam(1)) {
            var kernels = backend.apply(team);
            var resolved = network.resolve();
            var planner = Planner.forTraining(resolved, training(network), kernels, IMAGES);
            var model = Model.forTraining(resolved, training(network));
            model.copyFrom(ParameterInitializer.draw(training(network)));
            var plan = planner.allocate(model);
            var pass = new Pass();
            pass.train(0, true);
            var outputs = new float[IMAGES * SmallNetworks.CLASSES];
            plan.forward(pass, batch(resolved).inputs(), 0, IMAGES, outputs, StepListener.NONE);
            var dLogits = new float[outputs.length];
            for (int i = 0; i < dLogits.length; i++) {
                dLogits[i] = (i % 5 - 2) / 7f;
            }
            plan.backward(
                    dLogits,
                    poisoned
                            ? new Poison(
                                    kernels,
                                    planner.activations().gradients(),
                                    plan.part(0).gradientBuffers(),
                                    backwardTimes(planner, plan))
                            : StepListener.NONE);
            return model.gradients();
        }
    }

    /** For the last part of each operation its turn, for all others never. */
    private static List<Integer> backwardTimes(Planner planner, Plan plan) {
        var paths = planner.paths();
        var parts = plan.stepParts();
        return Stream.iterate(0, part -> part + 1)
                .limit(parts.size())
                .map(part -> {
                    var path = parts.get(part).path();
                    boolean last = part + 1 == parts.size()
                            || !parts.get(part + 1).path().equals(path);
                    boolean backward = part > paths.size() + 1;
                    return backward && last ? planner.activations().turn(paths.indexOf(path)) : Poison.NEVER;
                })
                .toList();
    }

    @Test
    void aChainNeedsTwoGradientsOfOneShapeAndInInferenceTwoValues() {
        var network = new NetworkSpec(
                "chain",
                Shape.features(4),
                List.of(Dense.of(4, 4), Activation.tanh(), Dense.of(4, 4), Activation.tanh(), Dense.of(4, 4)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        try (var team = new ThreadTeam(1)) {
            var training = Planner.forTraining(network.resolve(), training(network), new LanesKernels(team), IMAGES);
            var inference = Planner.forInference(network.resolve(), new LanesKernels(team), IMAGES);

            assertThat(training.activations().gradients().buffers()).hasSize(2);
            assertThat(training.activations().values().buffers()).hasSize(6);
            assertThat(inference.activations().values().buffers()).hasSize(2);
            assertThat(inference.activations().gradients().buffers()).isEmpty();
        }
    }

    private static Batch batch(ResolvedNetwork network) {
        return DrawnBatch.of(network, IMAGES, new SplittableRandom(3));
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), IMAGES, 1);
    }
}
