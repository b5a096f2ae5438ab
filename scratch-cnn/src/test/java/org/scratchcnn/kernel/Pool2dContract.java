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
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;
import org.scratchcnn.oracle.OraclePool2d;

/** What every backend's pooling does. */
interface Pool2dContract extends BackendUnderTest {

    String ALL = "org.scratchcnn.kernel.Pool2dCases#all";

    /** Ties are many, so this is also where the first maximum in row-major order must win. */
    @ParameterizedTest
    @MethodSource(ALL)
    default void maxPoolingAgreesWithTheOracle(Pool2dCases.Case pool) {
        int images = pool.batch().images(lanes());
        int maxBatch = images + lanes();
        var oracle = new OraclePool2d(pool.geometry(), images);
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
                    sumTolerance(pool.window().kernel().area()));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    default void averagePoolingAgreesWithTheOracle(Pool2dCases.Case pool) {
        int images = pool.batch().images(lanes());
        int maxBatch = images + lanes();
        var oracle = new OraclePool2d(pool.geometry(), images);
        var random = new SplittableRandom(pool.seed());
        var x = random(oracle.xSize(), random);
        var dy = random(oracle.ySize(), random);
        double tolerance = sumTolerance(pool.window().kernel().area());
        try (var team = new ThreadTeam(2)) {
            for (boolean countPadding : new boolean[] {true, false}) {
                var planned = avgPool(team, pool.geometry(), countPadding, maxBatch);
                leaveNaNsBehind(planned, pool.geometry(), maxBatch);
                var outputs = planned.run(images, x, dy);
                assertClose(pool + ": y", outputs.y(), oracle.avgForward(toDouble(x), countPadding), tolerance);
                assertClose(
                        pool + ": dx", outputs.dx(), oracle.avgGradientByInput(toDouble(dy), countPadding), tolerance);
            }
        }
    }

    @Test
    default void paddingNeverWinsAMaximum() {
        var input = Shape.image(1, 3, 3);
        var window = new Window2d(Size2d.square(2), Size2d.square(2), Padding2d.all(1), Size2d.ONE);
        var geometry = new Pool2dGeometry(input, window.outputShape(input, 1), window);
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
            avgAlone = avgPool(team, pool.geometry(), false, images).run(images, x, dy);
        }
        for (int threads = 2; threads <= 4; threads++) {
            try (var team = new ThreadTeam(threads)) {
                var max = maxPool(team, pool.geometry(), images).run(images, x, dy);
                var avg = avgPool(team, pool.geometry(), false, images).run(images, x, dy);
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

    private PlannedUnary avgPool(ThreadTeam team, Pool2dGeometry geometry, boolean countPadding, int maxBatch) {
        return new PlannedUnary(
                this,
                team,
                geometry.input(),
                geometry.output(),
                maxBatch,
                (kernels, x, y, dx, dy) -> kernels.avgPool2d(geometry, countPadding, x, y, dx, dy));
    }

    private static void leaveNaNsBehind(PlannedUnary planned, Pool2dGeometry geometry, int images) {
        var x = new float[images * geometry.input().size()];
        var dy = new float[images * geometry.output().size()];
        Arrays.fill(x, Float.NaN);
        Arrays.fill(dy, Float.NaN);
        planned.run(images, x, dy);
    }
}
