package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleConv2d;

/** What holds for every convolution, whatever computes it. */
public interface Conv2dPropertiesContract extends BackendUnderTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    default void convolutionIsLinearInItsInput(long seed) {
        var setting = new Setting(this, seed, Bias.NONE);
        var first = setting.draw(setting.random);
        var second = setting.draw(setting.random);
        float factor = 0.75f;
        var combined = first.x().clone();
        for (int i = 0; i < combined.length; i++) {
            combined[i] = factor * combined[i] + second.x()[i];
        }

        var y = setting.forward(combined, first.weight());
        var ofFirst = setting.forward(first.x(), first.weight());
        var ofSecond = setting.forward(second.x(), first.weight());

        assertClose("seed " + seed + ": y", y, combination(factor, ofFirst, ofSecond), setting.tolerance());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    default void convolutionIsLinearInItsWeights(long seed) {
        var setting = new Setting(this, seed, Bias.NONE);
        var first = setting.draw(setting.random);
        var second = setting.draw(setting.random);
        float factor = -1.5f;
        var combined = first.weight().clone();
        for (int i = 0; i < combined.length; i++) {
            combined[i] = factor * combined[i] + second.weight()[i];
        }

        var y = setting.forward(first.x(), combined);
        var ofFirst = setting.forward(first.x(), first.weight());
        var ofSecond = setting.forward(first.x(), second.weight());

        assertClose("seed " + seed + ": y", y, combination(factor, ofFirst, ofSecond), setting.tolerance());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    default void batchGivesWhatItsImagesGiveAlone(long seed) {
        var setting = new Setting(this, seed, Bias.PER_CHANNEL);
        int images = setting.images;
        var batch = setting.draw(setting.random);
        var together = setting.run(batch);
        int xSize = batch.x().length / images;
        int ySize = batch.dy().length / images;
        var y = new double[batch.dy().length];
        var dx = new double[batch.x().length];
        var dWeight = new double[batch.weight().length];
        for (int n = 0; n < images; n++) {
            var alone = setting.run(new PlannedWeighted.Inputs(
                    1,
                    Arrays.copyOfRange(batch.x(), n * xSize, (n + 1) * xSize),
                    batch.weight(),
                    batch.bias(),
                    Arrays.copyOfRange(batch.dy(), n * ySize, (n + 1) * ySize),
                    new float[batch.weight().length],
                    new float[batch.bias().length]));
            System.arraycopy(toDouble(alone.y()), 0, y, n * ySize, ySize);
            System.arraycopy(toDouble(alone.dx()), 0, dx, n * xSize, xSize);
            dWeight = Numbers.sum(alone.dWeight(), dWeight);
        }
        assertClose("seed " + seed + ": y", together.y(), y, setting.tolerance());
        assertClose("seed " + seed + ": dx", together.dx(), dx, setting.tolerance());
        assertClose("seed " + seed + ": dWeight", together.dWeight(), dWeight, setting.tolerance());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    default void shiftedImageGivesTheShiftedOutput(long seed) {
        var random = new SplittableRandom(seed);
        int down = random.nextInt(1, 4);
        int right = random.nextInt(1, 4);
        var kernel = new Size2d(random.nextInt(1, 5), random.nextInt(1, 5));
        // All that the kernel sees of the content is inside the output, before and after the shift.
        var padding = new Padding2d(kernel.height() - 1, kernel.width() - 1, kernel.height() - 1, kernel.width() - 1);
        var image = Shape.image(3, 6 + down, 5 + right);
        var conv = Conv2d.of(3, 5, 1).withKernel(kernel).withPadding(padding).withBias(Bias.NONE);
        var geometry = Conv2dGeometry.of(conv, image);
        var oracle = new OracleConv2d(geometry, 1);
        var weight = random(oracle.weightSize(), random);
        var content = random(3 * 6 * 5, random);

        var y = forward(geometry, placed(content, image, 0, 0), weight);
        var shifted = forward(geometry, placed(content, image, down, right), weight);

        var out = geometry.output();
        var expected = new double[y.length];
        for (int o = 0; o < out.channels(); o++) {
            for (int i = down; i < out.height(); i++) {
                for (int j = right; j < out.width(); j++) {
                    int index = (o * out.height() + i) * out.width() + j;
                    expected[index] = y[index - down * out.width() - right];
                }
            }
        }
        assertClose("seed " + seed + ": y", shifted, expected, errorGrowth() * sumTolerance(3L * kernel.area()));
    }

    /**
     * The gradient by a weight that meets zeros wherever dy is not zero: exactly 0, but for algorithms that take differences
     * of sums. Theirs is at most what rounding can make of the terms that cancel: in each tile of 2×2 outputs nine of sixteen
     * products, each of a sum of the tile's dy and a sum of four of its x, added up one after another.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    default void gradientByAWeightThatMeetsZerosAloneIsAtMostRounding(long seed) {
        var random = new SplittableRandom(seed);
        int images = 2 * lanes() + 1;
        int side = 10;
        int channels = 16;
        var conv =
                Conv2d.of(channels, channels, 3).withPadding(Padding2d.all(1)).withBias(Bias.NONE);
        var geometry = Conv2dGeometry.of(conv, Shape.image(channels, side, side));
        var oracle = new OracleConv2d(geometry, images);
        var x = random(oracle.xSize(), random);
        // Only the first column of the output has a gradient: there the kernels' first column lies on the padding.
        var dy = random(oracle.ySize(), random);
        var sumsOfDy = new double[channels];
        for (int i = 0; i < dy.length; i++) {
            dy[i] = i % side == 0 ? dy[i] : 0;
            sumsOfDy[i / (side * side) % channels] += Math.abs(dy[i]);
        }
        int weights = oracle.weightSize();
        float[] dWeight;
        try (var team = new ThreadTeam(1)) {
            dWeight = PlannedWeighted.conv2d(this, team, geometry, images)
                    .run(new PlannedWeighted.Inputs(
                            images, x, random(weights, random), new float[0], dy, new float[weights], new float[0]))
                    .dWeight();
        }
        int additions = images * side / 2 + lanes() + 16;
        double rounding = Math.ulp(1f) / 2;
        double bound = errorGrowth() == 1
                ? 0
                : additions * rounding * 9 * 4 * Arrays.stream(sumsOfDy).max().orElseThrow();
        for (int i = 0; i < weights; i += 3) {
            assertThat((double) Math.abs(dWeight[i]))
                    .as("seed %d: gradient by weight %d", seed, i)
                    .isLessThanOrEqualTo(bound);
        }
    }

    private float[] forward(Conv2dGeometry geometry, float[] x, float[] weight) {
        try (var team = new ThreadTeam(1)) {
            return PlannedWeighted.conv2d(this, team, geometry, 1)
                    .run(new PlannedWeighted.Inputs(
                            1,
                            x,
                            weight,
                            new float[0],
                            new float[geometry.output().size()],
                            new float[weight.length],
                            new float[0]))
                    .y();
        }
    }

    /** Content {@code [3, 6, 5]} put into an image of zeros. */
    private static float[] placed(float[] content, Shape.Image image, int top, int left) {
        var x = new float[image.size()];
        for (int c = 0; c < 3; c++) {
            for (int row = 0; row < 6; row++) {
                int target = (c * image.height() + top + row) * image.width() + left;
                System.arraycopy(content, (c * 6 + row) * 5, x, target, 5);
            }
        }
        return x;
    }

    private static double[] combination(float factor, float[] first, float[] second) {
        var sum = toDouble(second);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * (double) first[i];
        }
        return sum;
    }

    /** One of the random convolutions, with another bias. */
    final class Setting {

        private final BackendUnderTest backend;
        private final Conv2dGeometry geometry;
        private final OracleConv2d oracle;
        final SplittableRandom random;
        final int images;

        Setting(BackendUnderTest backend, long seed, Bias bias) {
            var conv = Conv2dCases.random(seed);
            this.backend = backend;
            geometry = Conv2dGeometry.of(conv.conv().withBias(bias), conv.input());
            images = backend.lanes() + 1;
            oracle = new OracleConv2d(geometry, images);
            random = new SplittableRandom(seed);
        }

        PlannedWeighted.Inputs draw(SplittableRandom from) {
            return new PlannedWeighted.Inputs(
                    images,
                    random(oracle.xSize(), from),
                    random(oracle.weightSize(), from),
                    random(oracle.biasSize(), from),
                    random(oracle.ySize(), from),
                    new float[oracle.weightSize()],
                    new float[oracle.biasSize()]);
        }

        float[] forward(float[] x, float[] weight) {
            return run(new PlannedWeighted.Inputs(
                            images,
                            x,
                            weight,
                            new float[0],
                            new float[oracle.ySize()],
                            new float[weight.length],
                            new float[0]))
                    .y();
        }

        PlannedWeighted.Outputs run(PlannedWeighted.Inputs inputs) {
            try (var team = new ThreadTeam(1)) {
                return PlannedWeighted.conv2d(backend, team, geometry, inputs.images())
                        .run(inputs);
            }
        }

        /** For a few sums over the longest reduction there is. */
        double tolerance() {
            long terms = Math.max(
                    oracle.weightSize(),
                    (long) images
                            * geometry.output().height()
                            * geometry.output().width());
            return 4 * backend.errorGrowth() * sumTolerance(terms);
        }
    }
}
