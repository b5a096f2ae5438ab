package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.OracleActivation;

/** What every backend's activation functions, dropout, reshaping, packing and unpacking do. */
interface PointwiseContract extends BackendUnderTest {

    /** An image with awkward sizes, and features. */
    List<Shape> SHAPES = List.of(Shape.image(3, 5, 7), Shape.features(37), Shape.image(1, 1, 1));

    /** Shapes of as many values, whose rows match or don't. */
    List<Shape> RESHAPED = List.of(
            Shape.image(3, 5, 7),
            Shape.image(15, 1, 7),
            Shape.image(7, 3, 5),
            Shape.image(1, 105, 1),
            Shape.image(105, 1, 1),
            Shape.features(105));

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleActivation#functions")
    default void activationsAgreeWithTheOracle(Activation.Function function) {
        var random = new SplittableRandom(1);
        for (var shape : SHAPES) {
            for (var batch : BatchSize.values()) {
                int images = batch.images(lanes());
                var x = random(images * shape.size(), random);
                for (int i = 0; i < x.length; i++) {
                    x[i] *= 10;
                }
                var dy = random(images * shape.size(), random);
                try (var team = new ThreadTeam(2)) {
                    var outputs = activation(team, function, shape, images + 1).run(images, x, dy);
                    // Of values up to 10, and of derivatives about 1.
                    double tolerance = 10 * sumTolerance(1);
                    assertClose("y", outputs.y(), OracleActivation.forward(function, toDouble(x)), tolerance);
                    assertClose(
                            "dx",
                            outputs.dx(),
                            OracleActivation.gradientByInput(function, toDouble(x), toDouble(dy)),
                            tolerance);
                }
            }
        }
    }

    @Test
    default void reluHasNoGradientAtZero() {
        try (var team = new ThreadTeam(1)) {
            var outputs = activation(team, new Activation.Function.Relu(), Shape.features(4), 1)
                    .run(1, new float[] {-1, -0f, 0, 1}, new float[] {1, 1, 1, 1});
            assertClose("y", outputs.y(), new double[] {0, 0, 0, 1}, 0);
            assertThat(outputs.dx()).containsExactly(0, 0, 0, 1);
        }
    }

    @Test
    default void derivativesAtKinksAreThoseOfPyTorch() {
        try (var team = new ThreadTeam(1)) {
            assertThat(activation(team, new Activation.Function.LeakyRelu(0.1), Shape.features(3), 1)
                            .run(1, new float[] {-0f, 0, 1}, new float[] {1, 1, 1})
                            .dx())
                    .containsExactly(0.1f, 0.1f, 1);
            assertThat(activation(team, new Activation.Function.Elu(0.5), Shape.features(3), 1)
                            .run(1, new float[] {-0f, 0, 1}, new float[] {1, 1, 1})
                            .dx())
                    .containsExactly(0.5f, 0.5f, 1);
            assertThat(activation(team, new Activation.Function.Hardswish(), Shape.features(3), 1)
                            .run(1, new float[] {-3, 0, 3}, new float[] {1, 1, 1})
                            .dx())
                    .containsExactly(0, 0.5f, 1);
        }
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleActivation#functions")
    default void nothingIsHiddenWhereAValueIsNoNumber(Activation.Function function) {
        try (var team = new ThreadTeam(1)) {
            var outputs =
                    activation(team, function, Shape.features(1), 1).run(1, new float[] {Float.NaN}, new float[] {1});
            assertThat(outputs.y()).containsExactly(Float.NaN);
        }
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleActivation#functions")
    default void activationsSaturateWithoutOverflow(Activation.Function function) {
        try (var team = new ThreadTeam(1)) {
            var outputs = activation(team, function, Shape.features(2), 1)
                    .run(1, new float[] {-1000, 1000}, new float[] {1, 1});
            switch (function) {
                case Activation.Function.Relu _ -> {
                    assertThat(outputs.y()).containsExactly(0, 1000);
                    assertThat(outputs.dx()).containsExactly(0, 1);
                }
                case Activation.Function.Sigmoid _ -> {
                    assertThat(outputs.y()).containsExactly(0, 1);
                    assertThat(outputs.dx()).containsExactly(0, 0);
                }
                case Activation.Function.Tanh _ -> {
                    assertThat(outputs.y()).containsExactly(-1, 1);
                    assertThat(outputs.dx()).containsExactly(0, 0);
                }
                case Activation.Function.LeakyRelu(double slope) -> {
                    assertThat(outputs.y()).containsExactly((float) slope * -1000, 1000);
                    assertThat(outputs.dx()).containsExactly((float) slope, 1);
                }
                case Activation.Function.Elu(double alpha) -> {
                    assertThat(outputs.y()).containsExactly((float) -alpha, 1000);
                    assertThat(outputs.dx()).containsExactly(0, 1);
                }
                case Activation.Function.Gelu _,
                        Activation.Function.Silu _,
                        Activation.Function.Hardswish _,
                        Activation.Function.Softplus _ -> {
                    assertClose("y", outputs.y(), new double[] {0, 1000}, 1e-4);
                    assertThat(outputs.dx()[0]).isZero();
                    assertThat(outputs.dx()[1]).isOne();
                }
                case Activation.Function.Scale(double factor) -> {
                    assertThat(outputs.y()).containsExactly((float) factor * -1000, (float) factor * 1000);
                    assertThat(outputs.dx()).containsExactly((float) factor, (float) factor);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void dropoutMultipliesByItsMaskInBothDirections(DropoutMask.Unit unit) {
        var random = new SplittableRandom(2);
        var mask = new DropoutMask(0.4, unit, 7, "3");
        for (var shape : SHAPES) {
            int images = lanes() + 1;
            var x = random(images * shape.size(), random);
            try (var team = new ThreadTeam(3)) {
                var kernels = kernels(team);
                var layout = Layout.of(shape, images + 2, border(shape));
                var dropout = kernels.dropout(mask, layout, layout, layout, layout);
                var from = kernels.allocate(layout);
                var to = kernels.allocate(layout);
                var back = kernels.allocate(layout);
                kernels.pack(x, 0, images, from);
                to.setImages(images);
                back.setImages(images);
                int firstImage = 0;
                for (long step : new long[] {0, 1, 1L << 40}) {
                    dropout.forward(from, to, step, firstImage);
                    dropout.gradientByInput(from, back, step, firstImage);
                    var expected = new double[x.length];
                    for (int i = 0; i < x.length; i++) {
                        long key = mask.imageKey(step, firstImage + i / shape.size());
                        int index = i % shape.size();
                        int draw = unit == DropoutMask.Unit.VALUE ? index : index / (shape.size() / layout.channels());
                        expected[i] = x[i] * mask.factor(key, draw);
                    }
                    assertClose("y", Unpacked.of(kernels, to), expected, 0);
                    assertClose("dx", Unpacked.of(kernels, back), expected, 0);
                    assertBordersAreZero(to);
                    assertBordersAreZero(back);
                    firstImage += 32;
                }
                dropout.copy(from, to);
                assertThat(Unpacked.of(kernels, to)).isEqualTo(x);
                assertBordersAreZero(to);
            }
        }
    }

    @Test
    default void reshapingKeepsTheOrderOfNchw() {
        var random = new SplittableRandom(3);
        for (var from : RESHAPED) {
            for (var to : RESHAPED) {
                for (var batch : BatchSize.values()) {
                    int images = batch.images(lanes());
                    var x = random(images * from.size(), random);
                    var dy = random(images * from.size(), random);
                    try (var team = new ThreadTeam(2)) {
                        var outputs =
                                new PlannedUnary(this, team, from, to, images + 1, Kernels::reshape).run(images, x, dy);
                        assertThat(outputs.y()).as("%s read as %s", from, to).isEqualTo(x);
                        assertThat(outputs.dx()).as("%s read as %s", from, to).isEqualTo(dy);
                    }
                }
            }
        }
    }

    @Test
    default void unpackingGivesBackWhatWasPacked() {
        var random = new SplittableRandom(4);
        for (var shape : SHAPES) {
            try (var team = new ThreadTeam(1)) {
                var kernels = kernels(team);
                int maxBatch = 2 * lanes() + 1;
                var activations = kernels.allocate(Layout.of(shape, maxBatch, border(shape)));
                for (int images : new int[] {maxBatch, 1, lanes(), lanes() + 1}) {
                    var values = random(maxBatch * shape.size(), random);
                    int first = (maxBatch - images) / 2;
                    kernels.pack(values, first, images, activations);
                    assertThat(activations.images()).isEqualTo(images);
                    var packed = Arrays.copyOfRange(values, first * shape.size(), (first + images) * shape.size());
                    assertThat(Unpacked.of(kernels, activations)).containsExactly(packed);
                    var unpacked = values.clone();
                    Arrays.fill(unpacked, first * shape.size(), (first + images) * shape.size(), -1);
                    kernels.unpack(activations, unpacked, first);
                    assertThat(unpacked).containsExactly(values);
                    assertBordersAreZero(activations);
                }
            }
        }
    }

    private Padding2d border(Shape shape) {
        return shape instanceof Shape.Image ? extraBorder() : Padding2d.NONE;
    }

    private PlannedUnary activation(ThreadTeam team, Activation.Function function, Shape shape, int maxBatch) {
        return new PlannedUnary(
                this,
                team,
                shape,
                shape,
                maxBatch,
                (kernels, x, y, dx, dy) -> kernels.activation(function, x, y, dx, dy));
    }
}
