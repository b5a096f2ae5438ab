package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleBatchNorm;

/** What every backend's batch normalization does. */
interface BatchNormContract extends BackendUnderTest {

    /** Awkward sizes, an image that falls into several items, and features. */
    List<Shape> SHAPES = List.of(
            Shape.image(3, 5, 7),
            Shape.image(5, 1, 1),
            Shape.image(2, 1, 9),
            Shape.image(17, 4, 4),
            Shape.image(3, 60, 64),
            Shape.features(37));

    @Test
    default void normalizesTheExampleThatIsWorkedByHand() {
        try (var team = new ThreadTeam(1)) {
            var planned = new PlannedBatchNorm(this, team, Shape.image(2, 1, 2), 1, PlannedBatchNorm.Borders.NOWHERE);
            var outputs = planned.run(new PlannedBatchNorm.Inputs(
                    List.of(1, 1),
                    new float[] {0, 2000, 7, 7, 4000, 6000, 7, 7},
                    new float[] {1, 2},
                    new float[] {0, 3},
                    new float[] {1, 0, 1, 2, 0, 0, 3, 4},
                    new float[] {10, 20},
                    new float[] {30, 40}));
            assertThat(outputs.mean()).containsExactly(3000, 7);
            assertThat(outputs.variance()).containsExactly(5e6, 0);
            assertThat(planned.kernel().count()).isEqualTo(4);
            double third = 1 / Math.sqrt(5);
            assertClose("y", outputs.y(), new double[] {-3 * third, -third, 3, 3, third, 3 * third, 3, 3}, 1e-6);
            assertClose("dWeight", outputs.dWeight(), new double[] {10 - 3 * third, 20}, 1e-6);
            assertThat(outputs.dBias()).containsExactly(31, 50);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void batchNormalizationAgreesWithTheOracle(PlannedBatchNorm.Borders borders) {
        for (var shape : SHAPES) {
            for (var batch : BatchSize.values()) {
                int images = batch.images(lanes());
                assertAgrees(shape, List.of(images), images, 0, true, borders);
            }
        }
    }

    @Test
    default void statisticsAreThoseOfAllPartsOfTheBatch() {
        int lanes = lanes();
        for (var shape : SHAPES) {
            for (var parts :
                    List.of(List.of(lanes, lanes, 1), List.of(lanes + 1, lanes + 1, lanes - 1), List.of(1, 1, 1, 1))) {
                assertAgrees(shape, parts, parts.getFirst(), 0, true, PlannedBatchNorm.Borders.EVERYWHERE);
            }
        }
    }

    @Test
    default void valuesFarFromZeroLoseNothing() {
        for (var shape : SHAPES) {
            for (float offset : new float[] {1000, -1000, 30_000}) {
                var parts = List.of(lanes() + 1, lanes() - 1);
                assertAgrees(shape, parts, lanes() + 1, offset, true, PlannedBatchNorm.Borders.EVERYWHERE);
            }
        }
    }

    @Test
    default void parametersMayBeAbsentAndAPartSmallerThanTheOneBefore() {
        for (var shape : SHAPES) {
            for (var batch : BatchSize.values()) {
                int images = batch.images(lanes());
                var parts = List.of(images + lanes() + 1, images);
                assertAgrees(
                        shape, parts, images + lanes() + 1, 0, false, PlannedBatchNorm.Borders.AROUND_WHAT_IS_WRITTEN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void givenStatisticsAreConstants(PlannedBatchNorm.Borders borders) {
        for (var shape : SHAPES) {
            var parts = List.of(lanes() + 1, 1);
            int channels = channels(shape);
            var inputs = inputs(shape, parts, 0, true);
            var random = new SplittableRandom(5);
            var mean = random(channels, random);
            var variance = random(channels, random);
            for (int i = 0; i < channels; i++) {
                variance[i] = Math.abs(variance[i]) + 0.25f;
            }
            try (var team = new ThreadTeam(2)) {
                var planned = new PlannedBatchNorm(this, team, shape, parts.getFirst(), borders);
                // What a batch leaves behind must not be taken for constants.
                planned.run(inputs);
                var outputs = planned.run(inputs, mean, variance);
                var given = new OracleBatchNorm.Statistics(toDouble(mean), toDouble(variance));
                assertThat(outputs.mean()).isEqualTo(given.mean());
                assertThat(outputs.variance()).isEqualTo(given.variance());
                var oracle = oracle(shape, parts);
                var x = toDouble(inputs.x());
                var dy = toDouble(inputs.dy());
                var weight = toDouble(inputs.weight());
                double sums = 4 * sumTolerance(oracle.count());
                assertClose(
                        "y", outputs.y(), oracle.forward(x, given, weight, toDouble(inputs.bias())), sumTolerance(4));
                assertClose("dx", outputs.dx(), oracle.gradientByInput(dy, weight, given), sumTolerance(4));
                assertClose(
                        "dWeight",
                        outputs.dWeight(),
                        Numbers.sum(inputs.dWeight(), oracle.gradientByWeight(x, dy, given)),
                        sums);
                assertClose("dBias", outputs.dBias(), Numbers.sum(inputs.dBias(), oracle.gradientByBias(dy)), sums);
            }
        }
    }

    @Test
    default void batchNormalizationGivesTheSameBitsWithAnyNumberOfThreads() {
        for (var shape : SHAPES) {
            var parts = List.of(2 * lanes() + 1, 2 * lanes() + 1, 1);
            var inputs = inputs(shape, parts, 3, true);
            PlannedBatchNorm.Outputs alone;
            try (var team = new ThreadTeam(1)) {
                alone = planned(team, shape, parts).run(inputs);
            }
            for (int threads = 2; threads <= 3; threads++) {
                try (var team = new ThreadTeam(threads)) {
                    planned(team, shape, parts)
                            .run(inputs)
                            .assertSameBitsAs(alone, String.format(Locale.ROOT, "%s, %d threads", shape, threads));
                }
            }
        }
    }

    @Test
    default void whatIsNotWantedOfTheGradientsIsLeftOut() {
        var shape = Shape.image(3, 5, 7);
        var parts = List.of(2);
        var inputs = inputs(shape, parts, 0, true);
        try (var team = new ThreadTeam(1)) {
            var both = planned(team, shape, parts).run(inputs);
            var none = planned(team, shape, parts)
                    .run(new PlannedBatchNorm.Inputs(
                            parts,
                            inputs.x(),
                            inputs.weight(),
                            inputs.bias(),
                            inputs.dy(),
                            new float[0],
                            new float[0]));
            assertThat(none.dx()).isEqualTo(both.dx());
        }
    }

    @Test
    default void aPassBeforeWhatItNeedsIsRefused() {
        try (var team = new ThreadTeam(1)) {
            var kernels = kernels(team);
            var layout = Layout.of(Shape.features(2), 1, Padding2d.NONE);
            var kernel = kernels.batchNorm(PlannedBatchNorm.EPSILON, layout, layout, layout, layout);
            var x = kernels.allocate(layout);
            kernels.workspace().allocate();
            assertThatThrownBy(() -> kernel.forward(x, x)).hasMessageContaining("finishStatistics or useStatistics");
            kernel.beginStatistics();
            assertThatThrownBy(kernel::finishStatistics).hasMessageContaining("addStatistics first");
            kernel.addStatistics(x);
            kernel.finishStatistics();
            kernel.beginGradients();
            assertThatThrownBy(() -> kernel.gradientByInput(x, x, x)).hasMessageContaining("finishGradients first");
        }
    }

    private void assertAgrees(
            Shape shape,
            List<Integer> parts,
            int maxBatch,
            float offset,
            boolean affine,
            PlannedBatchNorm.Borders borders) {
        var inputs = inputs(shape, parts, offset, affine);
        var oracle = oracle(shape, parts);
        var x = toDouble(inputs.x());
        var dy = toDouble(inputs.dy());
        var weight = toDouble(inputs.weight());
        var statistics = oracle.statistics(x);
        String what = String.format(Locale.ROOT, "%s, parts of %s images, offset %s: ", shape, parts, offset);
        try (var team = new ThreadTeam(2)) {
            var planned = new PlannedBatchNorm(this, team, shape, maxBatch, borders);
            var outputs = planned.run(inputs);
            // Of one image of 1×1 the deviation is √ε, which magnifies what is rounded.
            double growth = Math.max(
                    1,
                    1 / Math.sqrt(Arrays.stream(statistics.variance()).min().orElseThrow() + PlannedBatchNorm.EPSILON));
            double values = growth * sumTolerance(8);
            double sums = growth * 4 * sumTolerance(oracle.count());
            assertThat(planned.kernel().count()).isEqualTo(oracle.count());
            for (int channel = 0; channel < statistics.mean().length; channel++) {
                double mean = statistics.mean()[channel];
                double variance = statistics.variance()[channel];
                assertThat(outputs.mean()[channel]).as(what + "mean").isCloseTo(mean, within(sumTolerance(4)));
                assertThat(outputs.variance()[channel])
                        .as(what + "variance")
                        .isCloseTo(variance, within(sumTolerance(16)));
            }
            assertClose(
                    what + "y", outputs.y(), oracle.forward(x, statistics, weight, toDouble(inputs.bias())), values);
            assertClose(what + "dx", outputs.dx(), oracle.gradientByInput(x, dy, weight), values);
            assertClose(
                    what + "dWeight, added to what was there",
                    outputs.dWeight(),
                    Numbers.sum(inputs.dWeight(), oracle.gradientByWeight(x, dy, statistics)),
                    sums);
            assertClose(
                    what + "dBias, added to what was there",
                    outputs.dBias(),
                    Numbers.sum(inputs.dBias(), oracle.gradientByBias(dy)),
                    sums);
        }
    }

    private PlannedBatchNorm planned(ThreadTeam team, Shape shape, List<Integer> parts) {
        return new PlannedBatchNorm(
                this, team, shape, parts.getFirst(), PlannedBatchNorm.Borders.AROUND_WHAT_IS_WRITTEN);
    }

    private static OracleBatchNorm oracle(Shape shape, List<Integer> parts) {
        int images = parts.stream().mapToInt(Integer::intValue).sum();
        int channels = channels(shape);
        return new OracleBatchNorm(images, channels, shape.size() / channels, PlannedBatchNorm.EPSILON);
    }

    private static int channels(Shape shape) {
        return Layout.of(shape, 1, Padding2d.NONE).channels();
    }

    private static PlannedBatchNorm.Inputs inputs(Shape shape, List<Integer> parts, float offset, boolean affine) {
        var oracle = oracle(shape, parts);
        var random = new SplittableRandom(oracle.size());
        var x = random(oracle.size(), random);
        for (int i = 0; i < x.length; i++) {
            x[i] += offset;
        }
        return new PlannedBatchNorm.Inputs(
                parts,
                x,
                random(affine ? oracle.channels() : 0, random),
                random(affine ? oracle.channels() : 0, random),
                random(oracle.size(), random),
                random(oracle.channels(), random),
                random(oracle.channels(), random));
    }
}
