package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;
import static org.scratchcnn.oracle.Numbers.withTies;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.oracle.OracleUpsample;

/** What every backend's pooling does. */
interface Pool2dContract extends BackendUnderTest {

    String ALL = "org.scratchcnn.kernel.Pool2dCases#all";

    /** Ties are many, so this is also where the first maximum in row-major order must win. */
    @ParameterizedTest
    @MethodSource(ALL)
    default void maxPoolingAgreesWithTheOracle(Pool2dCases.Case pool) {
        int images = pool.batch().images(lanes());
        int maxBatch = images + lanes();
        var oracle = pool.oracle(false, images);
        var random = new SplittableRandom(pool.seed());
        var x = withTies(oracle.xSize(), random);
        var dy = random(oracle.ySize(), random);
        try (var team = new ThreadTeam(2)) {
            var planned = maxPool(team, pool.geometry(), maxBatch);
            leaveNaNsBehind(planned, pool.geometry(), maxBatch);
            var outputs = planned.run(images, x, dy);
            assertThat(toDouble(outputs.y())).as("y").isEqualTo(oracle.maxForward(toDouble(x)));
            assertClose(
                    pool + ": dx",
                    outputs.dx(),
                    oracle.maxGradientByInput(toDouble(x), toDouble(dy)),
                    pool.tolerance());
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    default void averagePoolingAgreesWithTheOracle(Pool2dCases.Case pool) {
        int images = pool.batch().images(lanes());
        int maxBatch = images + lanes();
        var random = new SplittableRandom(pool.seed());
        var x = random(images * pool.geometry().input().size(), random);
        var dy = random(images * pool.geometry().output().size(), random);
        try (var team = new ThreadTeam(2)) {
            for (boolean countPadding : new boolean[] {true, false}) {
                var geometry = pool.geometry(countPadding);
                var oracle = pool.oracle(countPadding, images);
                var planned = avgPool(team, geometry, maxBatch);
                leaveNaNsBehind(planned, geometry, maxBatch);
                var outputs = planned.run(images, x, dy);
                assertClose(pool + ": y", outputs.y(), oracle.avgForward(toDouble(x)), pool.tolerance());
                assertClose(pool + ": dx", outputs.dx(), oracle.avgGradientByInput(toDouble(dy)), pool.tolerance());
            }
        }
    }

    @Test
    default void paddingNeverWinsAMaximum() {
        var window = PoolWindow.of(2).withPadding(Padding2d.all(1));
        var geometry = Pool2dGeometry.sliding(window, false, Shape.image(1, 3, 3));
        float[] x = {
            -1, -2, -3,
            -4, -5, -6,
            -7, -8, -9
        };
        float[] dy = {
            1, 2,
            3, 4
        };
        try (var team = new ThreadTeam(1)) {
            var outputs = maxPool(team, geometry, 1).run(1, x, dy);
            assertThat(outputs.y()).containsExactly(-1, -2, -4, -5);
            assertThat(outputs.dx()).containsExactly(1, 2, 0, 3, 4, 0, 0, 0, 0);
        }
    }

    /** Each value is written as it is; gradients are sums over its rectangle. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 1", "1, 4"})
    default void upsamplingRepeatsValuesAndAddsTheirGradientsUp(int down, int across) {
        var input = Shape.image(3, 4, 5);
        var factor = new Size2d(down, across);
        var output = new Upsample(factor).outputShape(input);
        int images = lanes() + 1;
        var random = new SplittableRandom(7);
        var x = random(images * input.size(), random);
        var dy = random(images * output.size(), random);
        try (var team = new ThreadTeam(2)) {
            var planned = new PlannedUnary(
                    this,
                    team,
                    input,
                    output,
                    images + lanes(),
                    (kernels, xs, ys, dxs, dys) -> kernels.upsample(input, output, xs, ys, dxs, dys));
            var outputs = planned.run(images, x, dy);
            assertThat(toDouble(outputs.y())).isEqualTo(OracleUpsample.forward(toDouble(x), input, factor));
            assertClose(
                    "dx",
                    outputs.dx(),
                    OracleUpsample.gradientByInput(toDouble(dy), input, factor),
                    sumTolerance(factor.area()));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    default void poolingGivesTheSameBitsWithAnyNumberOfThreads(Pool2dCases.Case pool) {
        int images = 2 * lanes() + 1;
        var random = new SplittableRandom(pool.seed());
        var x = random(images * pool.geometry().input().size(), random);
        var dy = random(images * pool.geometry().output().size(), random);
        PlannedUnary.Outputs maxAlone;
        PlannedUnary.Outputs avgAlone;
        try (var team = new ThreadTeam(1)) {
            maxAlone = maxPool(team, pool.geometry(), images).run(images, x, dy);
            avgAlone = avgPool(team, pool.geometry(), images).run(images, x, dy);
        }
        for (int threads = 2; threads <= 4; threads++) {
            try (var team = new ThreadTeam(threads)) {
                var max = maxPool(team, pool.geometry(), images).run(images, x, dy);
                var avg = avgPool(team, pool.geometry(), images).run(images, x, dy);
                max.assertSameBitsAs(maxAlone, String.format(Locale.ROOT, "%s with %d threads", pool, threads));
                avg.assertSameBitsAs(avgAlone, String.format(Locale.ROOT, "%s with %d threads", pool, threads));
            }
        }
    }

    private PlannedUnary maxPool(ThreadTeam team, Pool2dGeometry geometry, int maxBatch) {
        return new PlannedUnary(
                this,
                team,
                geometry.input(),
                geometry.output(),
                maxBatch,
                (kernels, x, y, dx, dy) -> kernels.maxPool2d(geometry, x, y, dx, dy));
    }

    private PlannedUnary avgPool(ThreadTeam team, Pool2dGeometry geometry, int maxBatch) {
        return new PlannedUnary(
                this,
                team,
                geometry.input(),
                geometry.output(),
                maxBatch,
                (kernels, x, y, dx, dy) -> kernels.avgPool2d(geometry, x, y, dx, dy));
    }

    private static void leaveNaNsBehind(PlannedUnary planned, Pool2dGeometry geometry, int images) {
        var x = new float[images * geometry.input().size()];
        var dy = new float[images * geometry.output().size()];
        Arrays.fill(x, Float.NaN);
        Arrays.fill(dy, Float.NaN);
        planned.run(images, x, dy);
    }
}
