package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.assertSameBits;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleGroupNorm;

/** What every backend's group normalization does. */
interface GroupNormContract extends BackendUnderTest {

    double EPSILON = 1e-5;

    /** Groups of a shape, among them groups of one value, groups that fall into several items, and features. */
    record Case(int groups, Shape shape, Scale scale) {

        OracleGroupNorm oracle(int images) {
            int values = switch (scale) {
                case PER_CHANNEL -> shape.size() / channels();
                case PER_VALUE, NONE -> 1;
            };
            return new OracleGroupNorm(images, groups, shape.size() / groups, values, EPSILON);
        }

        int channels() {
            return Layout.of(shape, 1, Padding2d.NONE).channels();
        }
    }

    /** What weights and biases belong to. */
    enum Scale {
        PER_CHANNEL,
        PER_VALUE,
        NONE
    }

    /** What goes in. */
    record Inputs(float[] x, float[] weight, float[] bias, float[] dy, float[] dWeight, float[] dBias) {

        static Inputs draw(Case norm, int images, float offset) {
            var oracle = norm.oracle(images);
            var random = new SplittableRandom(oracle.size());
            int weights = norm.scale == Scale.NONE ? 0 : oracle.weights();
            var x = random(oracle.size(), random);
            for (int i = 0; i < x.length; i++) {
                x[i] += offset;
            }
            return new Inputs(
                    x,
                    random(weights, random),
                    random(weights, random),
                    random(oracle.size(), random),
                    random(weights, random),
                    random(weights, random));
        }
    }

    /** What comes out. */
    record Outputs(float[] y, float[] dx, float[] dWeight, float[] dBias) {}

    static List<Case> cases(Scale scale) {
        return List.of(
                new Case(1, Shape.image(3, 5, 7), scale),
                new Case(3, Shape.image(3, 5, 7), scale),
                new Case(2, Shape.image(4, 1, 9), scale),
                new Case(2, Shape.image(6, 40, 36), scale),
                new Case(5, Shape.image(15, 2, 2), scale),
                new Case(1, Shape.features(37), scale),
                new Case(4, Shape.features(12), scale),
                new Case(6, Shape.features(6), scale),
                new Case(1, Shape.features(2100), scale));
    }

    @Test
    default void groupsAreNormalizedAsInTheExampleThatIsWorkedByHand() {
        var norm = new Case(2, Shape.features(4), Scale.PER_CHANNEL);
        var outputs = run(
                norm,
                1,
                2,
                new Inputs(
                        new float[] {0, 2000, 7, 7, 4000, 8000, -1, -1},
                        new float[] {1, 2, 3, 4},
                        new float[] {0, 1, 2, 3},
                        new float[] {1, 0, 1, 0, 0, 1, 0, 1},
                        new float[4],
                        new float[] {10, 20, 30, 40}));
        assertClose("y", outputs.y, new double[] {-1, 3, 2, 3, -1, 3, 2, 3}, 1e-6);
        assertClose("dWeight", outputs.dWeight, new double[] {-1, 1, 0, 0}, 1e-6);
        assertThat(outputs.dBias).containsExactly(11, 21, 31, 41);
    }

    @ParameterizedTest
    @EnumSource
    default void groupNormalizationAgreesWithTheOracle(Scale scale) {
        for (var norm : cases(scale)) {
            for (var batch : BatchSize.values()) {
                assertAgrees(norm, batch.images(lanes()), 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void groupsFarFromZeroLoseNothing(Scale scale) {
        for (var norm : cases(scale)) {
            for (float offset : new float[] {1000, -1000, 30_000}) {
                assertAgrees(norm, lanes() + 1, offset);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void groupNormalizationGivesTheSameBitsWithAnyNumberOfThreadsAndInAnyPlace(Scale scale) {
        for (var norm : cases(scale)) {
            int images = 2 * lanes() + 1;
            var inputs = Inputs.draw(norm, images, 0);
            var alone = run(norm, 1, images, inputs);
            for (int threads = 2; threads <= 3; threads++) {
                var outputs = run(norm, threads, images, inputs);
                assertSameBits("y", outputs.y, alone.y);
                assertSameBits("dx", outputs.dx, alone.dx);
                assertSameBits("dWeight", outputs.dWeight, alone.dWeight);
                assertSameBits("dBias", outputs.dBias, alone.dBias);
            }
            int size = norm.shape.size();
            var last = Inputs.draw(norm, images, 0);
            var single = run(
                    norm,
                    1,
                    1,
                    new Inputs(
                            Arrays.copyOfRange(last.x, (images - 1) * size, images * size),
                            last.weight,
                            last.bias,
                            Arrays.copyOfRange(last.dy, (images - 1) * size, images * size),
                            last.dWeight,
                            last.dBias));
            assertSameBits("y", Arrays.copyOfRange(alone.y, (images - 1) * size, images * size), single.y);
            assertSameBits("dx", Arrays.copyOfRange(alone.dx, (images - 1) * size, images * size), single.dx);
        }
    }

    private void assertAgrees(Case norm, int images, float offset) {
        var inputs = Inputs.draw(norm, images, offset);
        var outputs = run(norm, 2, images, inputs);
        var oracle = norm.oracle(images);
        var x = toDouble(inputs.x);
        var dy = toDouble(inputs.dy);
        var weight = toDouble(inputs.weight);
        // Of a group of one value the deviation is √ε, which magnifies what is rounded; of few values it may be small.
        double growth = oracle.groupSize() < 9 ? 1 / Math.sqrt(EPSILON) : 1;
        var what = norm + ", " + images + " images, offset " + offset + ": ";
        double values = growth * sumTolerance(16);
        double sums = growth * 4 * sumTolerance((long) images * norm.shape.size() / Math.max(1, oracle.weights()));
        assertClose(what + "y", outputs.y, oracle.forward(x, weight, toDouble(inputs.bias)), values);
        assertClose(what + "dx", outputs.dx, oracle.gradientByInput(x, dy, weight), values);
        if (norm.scale != Scale.NONE) {
            assertClose(
                    what + "dWeight, added to what was there",
                    outputs.dWeight,
                    Numbers.sum(inputs.dWeight, oracle.gradientByWeight(x, dy)),
                    sums);
            assertClose(
                    what + "dBias, added to what was there",
                    outputs.dBias,
                    Numbers.sum(inputs.dBias, oracle.gradientByBias(dy)),
                    sums);
        }
    }

    /** All passes, the gradients by another kernel's statistics: none may be left from forward. */
    private Outputs run(Case norm, int threads, int images, Inputs inputs) {
        var extra = norm.shape instanceof Shape.Image ? extraBorder() : Padding2d.NONE;
        var x = layout(norm.shape, images + 1, Padding2d.NONE);
        var y = layout(norm.shape, images + 1, extra);
        try (var team = new ThreadTeam(threads)) {
            var kernels = kernels(team);
            var kernel = kernels.groupNorm(norm.groups, EPSILON, x, y, y, x);
            kernels.workspace().allocate();
            var other = allocate(kernels, x);
            var input = allocate(kernels, x);
            var output = allocate(kernels, y);
            var outputGradient = allocate(kernels, x);
            var inputGradient = allocate(kernels, y);
            for (var activations : List.of(input, output, inputGradient)) {
                soilUnusedLanes(activations);
            }
            kernels.pack(inputs.x, 0, images, input);
            kernels.pack(inputs.dy, 0, images, outputGradient);
            kernel.prepare(parameter("weight", inputs.weight), parameter("bias", inputs.bias));
            soilThreadBuffers(kernels, team);
            kernel.forward(input, output);
            var outputs = Unpacked.of(kernels, output);
            kernel.forward(other, inputGradient);
            var dWeight = inputs.dWeight.clone();
            var dBias = inputs.dBias.clone();
            soilThreadBuffers(kernels, team);
            if (norm.scale != Scale.NONE) {
                kernel.gradientByWeight(input, outputGradient, dWeight, dBias);
            }
            kernel.forward(other, inputGradient);
            soilThreadBuffers(kernels, team);
            kernel.gradientByInput(input, outputGradient, inputGradient);
            assertSameBits("x, which is only read,", Unpacked.of(kernels, input), inputs.x);
            assertSameBits("dy, which is only read,", Unpacked.of(kernels, outputGradient), inputs.dy);
            for (var written : List.of(output, inputGradient)) {
                assertBordersAreZero(written);
                assertUnusedLanesAreZero(written);
            }
            return new Outputs(outputs, Unpacked.of(kernels, inputGradient), dWeight, dBias);
        }
    }

    /** As other kernels do, which share them. */
    private static void soilThreadBuffers(Kernels kernels, ThreadTeam team) {
        for (int thread = 0; thread < team.threads(); thread++) {
            Arrays.fill(kernels.workspace().perThread(0).of(thread), Float.NaN);
        }
    }

    private static @Nullable Parameter parameter(String name, float[] values) {
        if (values.length == 0) {
            return null;
        }
        var parameter = new Parameter(new ParameterSpec(name, ParameterSpec.Role.WEIGHT, List.of(values.length), 1, 1));
        System.arraycopy(values, 0, parameter.values(), 0, values.length);
        return parameter;
    }
}
