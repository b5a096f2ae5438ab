package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.OracleSoftmax;

/** What every backend's softmax over channels does, and its logarithm. */
interface SoftmaxContract extends BackendUnderTest {

    /** Images that fall into several items, rows that fall into several pieces, sums of several parts, and features. */
    List<Shape> SHAPES = List.of(
            Shape.image(3, 5, 7),
            Shape.image(2, 1, 1),
            Shape.image(33, 4, 3),
            Shape.image(6, 40, 36),
            Shape.image(70, 2, 29),
            Shape.image(2, 2, 1100),
            Shape.features(37),
            Shape.features(2),
            Shape.features(1),
            Shape.features(2100));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void softmaxAgreesWithTheOracle(boolean logarithm) {
        for (var shape : SHAPES) {
            for (var batch : BatchSize.values()) {
                // Up to 10, a typical logit; up to 100, where most are 0.
                for (float size : new float[] {1, 10, 100}) {
                    assertAgrees(logarithm, shape, batch.images(lanes()), size, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void largeLogitsLoseNothing(boolean logarithm) {
        for (var shape : List.of(Shape.image(3, 5, 7), Shape.features(37))) {
            for (float offset : new float[] {10_000, -10_000}) {
                assertAgrees(logarithm, shape, lanes() + 1, 1, offset);
            }
            assertAgrees(logarithm, shape, lanes() + 1, 10_000, 0);
        }
    }

    private void assertAgrees(boolean logarithm, Shape shape, int images, float size, float offset) {
        var random = new SplittableRandom(images);
        var x = random(images * shape.size(), random);
        for (int i = 0; i < x.length; i++) {
            x[i] = x[i] * size + offset;
        }
        var dy = random(images * shape.size(), random);
        int channels = Layout.of(shape, 1, Padding2d.NONE).channels();
        var oracle = new OracleSoftmax(logarithm, images, channels, shape.size() / channels);
        var what = (logarithm ? "logarithm, " : "softmax, ") + shape + ", " + images + " images of up to " + size
                + " around " + offset + ": ";
        try (var team = new ThreadTeam(2)) {
            var outputs = softmax(team, logarithm, shape, images + 1).run(images, x, dy);
            // Of logarithms as large as what goes in; of shares, which sum up to 1.
            double values = sumTolerance(4) * (logarithm ? Math.max(1, 2 * size) : 1);
            assertClose(what + "y", outputs.y(), oracle.forward(toDouble(x)), values);
            // The error of y is that of e^y, and with the logarithm as many dy are summed up as there are channels.
            double gradients = (logarithm ? Math.sqrt(channels) : 1) * sumTolerance(8);
            assertClose(what + "dx", outputs.dx(), oracle.gradientByInput(toDouble(x), toDouble(dy)), gradients);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void softmaxGivesTheSameBitsWithAnyNumberOfThreadsAndInAnyPlace(boolean logarithm) {
        for (var shape : SHAPES) {
            int images = 2 * lanes() + 1;
            var random = new SplittableRandom(5);
            var x = random(images * shape.size(), random);
            var dy = random(images * shape.size(), random);
            PlannedUnary.Outputs alone;
            try (var team = new ThreadTeam(1)) {
                alone = softmax(team, logarithm, shape, images).run(images, x, dy);
            }
            for (int threads = 2; threads <= 3; threads++) {
                try (var team = new ThreadTeam(threads)) {
                    softmax(team, logarithm, shape, images)
                            .run(images, x, dy)
                            .assertSameBitsAs(alone, "of " + shape + " with " + threads + " threads");
                }
            }
            int last = (images - 1) * shape.size();
            try (var team = new ThreadTeam(1)) {
                softmax(team, logarithm, shape, 1)
                        .run(1, Arrays.copyOfRange(x, last, x.length), Arrays.copyOfRange(dy, last, dy.length))
                        .assertSameBitsAs(
                                new PlannedUnary.Outputs(
                                        Arrays.copyOfRange(alone.y(), last, x.length),
                                        Arrays.copyOfRange(alone.dx(), last, x.length)),
                                "of the last image of " + shape);
            }
        }
    }

    /** Masked ones, as PyTorch's: a share of 0 through which no gradient goes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void logitsOfMinusInfinityHaveNoShare(boolean logarithm) {
        try (var team = new ThreadTeam(1)) {
            var outputs = softmax(team, logarithm, Shape.features(3), 1)
                    .run(1, new float[] {5, Float.NEGATIVE_INFINITY, 5}, new float[] {1, 0, 0});
            if (logarithm) {
                float half = (float) Math.log(0.5);
                assertThat(outputs.y()).containsExactly(half, Float.NEGATIVE_INFINITY, half);
                assertClose("dx", outputs.dx(), new double[] {0.5, 0, -0.5}, 1e-6);
            } else {
                assertThat(outputs.y()).containsExactly(0.5f, 0, 0.5f);
                assertClose("dx", outputs.dx(), new double[] {0.25, 0, -0.25}, 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void nothingIsHiddenWhereALogitIsNoNumber(boolean logarithm) {
        for (var x : List.of(new float[] {Float.NaN, 1, 2}, new float[] {1, 2, Float.NaN})) {
            try (var team = new ThreadTeam(1)) {
                assertThat(softmax(team, logarithm, Shape.features(3), 1)
                                .run(1, x, new float[3])
                                .y())
                        .containsOnly(Float.NaN);
            }
        }
    }

    private PlannedUnary softmax(ThreadTeam team, boolean logarithm, Shape shape, int maxBatch) {
        return new PlannedUnary(
                this,
                team,
                shape,
                shape,
                maxBatch,
                (kernels, x, y, dx, dy) -> kernels.softmax(logarithm, x, y, dx, dy));
    }
}
