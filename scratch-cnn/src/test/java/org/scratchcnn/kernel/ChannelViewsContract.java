package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertSameBits;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.withTies;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;

/**
 * What backends do on views, which this one allocates: every kernel gives the same bits as on whole buffers, and leaves the
 * channels beside the view alone.
 */
public interface ChannelViewsContract extends BackendUnderTest {

    /** The same backend on whole buffers. */
    BackendUnderTest onWholeBuffers();

    @ParameterizedTest
    @MethodSource(Conv2dContract.SOME)
    default void convolutionsGiveTheSameBitsOnViews(Conv2dCases.Case conv) {
        int images = conv.batch().images(lanes());
        var geometry = conv.geometry();
        var random = new SplittableRandom(conv.seed());
        int weights = geometry.output().channels()
                * geometry.group().input().channels()
                * geometry.window().kernel().area();
        int biases = switch (geometry.bias()) {
            case NONE -> 0;
            case PER_CHANNEL -> geometry.output().channels();
            case PER_POSITION -> geometry.output().size();
        };
        var inputs = new PlannedWeighted.Inputs(
                images,
                random(images * geometry.input().size(), random),
                random(weights, random),
                random(biases, random),
                random(images * geometry.output().size(), random),
                random(weights, random),
                random(biases, random));
        try (var team = new ThreadTeam(2)) {
            var whole = PlannedWeighted.conv2d(onWholeBuffers(), team, geometry, images + 1)
                    .run(inputs);
            PlannedWeighted.conv2d(this, team, geometry, images + 1)
                    .run(inputs)
                    .assertSameBitsAs(whole, conv + " on views");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void denseLayersGiveTheSameBitsOnViews(BatchSize batch) {
        int images = batch.images(lanes());
        var dense = Dense.of(131, 37);
        var random = new SplittableRandom(images);
        var inputs = new PlannedWeighted.Inputs(
                images,
                random(images * 131, random),
                random(131 * 37, random),
                random(37, random),
                random(images * 37, random),
                random(131 * 37, random),
                random(37, random));
        try (var team = new ThreadTeam(2)) {
            var whole = PlannedWeighted.dense(onWholeBuffers(), team, dense, images + 1)
                    .run(inputs);
            PlannedWeighted.dense(this, team, dense, images + 1).run(inputs).assertSameBitsAs(whole, "on views");
        }
    }

    @ParameterizedTest
    @MethodSource(Pool2dContract.ALL)
    default void poolingGivesTheSameBitsOnViews(Pool2dCases.Case pool) {
        var geometry = pool.geometry();
        int images = pool.batch().images(lanes());
        assertSameBitsOnViews(
                geometry.input(),
                geometry.output(),
                images,
                (kernels, x, y, dx, dy) -> kernels.maxPool2d(geometry, x, y, dx, dy));
        assertSameBitsOnViews(
                geometry.input(),
                geometry.output(),
                images,
                (kernels, x, y, dx, dy) -> kernels.avgPool2d(geometry, x, y, dx, dy));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleActivation#functions")
    default void activationsGiveTheSameBitsOnViews(Activation.Function function) {
        for (var shape : PointwiseContract.SHAPES) {
            assertSameBitsOnViews(
                    shape,
                    shape,
                    2 * lanes() + 1,
                    (kernels, x, y, dx, dy) -> kernels.activation(function, x, y, dx, dy));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    default void softmaxGivesTheSameBitsOnViews(boolean logarithm) {
        for (var shape : SoftmaxContract.SHAPES) {
            assertSameBitsOnViews(
                    shape, shape, lanes() + 1, (kernels, x, y, dx, dy) -> kernels.softmax(logarithm, x, y, dx, dy));
        }
    }

    @Test
    default void reshapingGivesTheSameBitsOnViews() {
        for (var from : PointwiseContract.RESHAPED) {
            for (var to : PointwiseContract.RESHAPED) {
                assertSameBitsOnViews(from, to, lanes() + 1, Kernels::reshape);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void dropoutGivesTheSameBitsOnViews(DropoutMask.Unit unit) {
        var mask = new DropoutMask(0.4, unit, 7, "3");
        for (var shape : PointwiseContract.SHAPES) {
            for (boolean drops : new boolean[] {true, false}) {
                assertSameBitsOnViews(shape, shape, lanes() + 1, (kernels, x, y, dx, dy) -> {
                    var dropout = kernels.dropout(mask, x, y, dx, dy);
                    return new UnaryKernel() {
                        @Override
                        public void forward(Activations from, Activations to) {
                            if (drops) {
                                dropout.forward(from, to, 5, 3);
                            } else {
                                dropout.copy(from, to);
                            }
                        }

                        @Override
                        public void gradientByInput(
                                Activations input, Activations output, Activations from, Activations to) {
                            dropout.gradientByInput(from, to, 5, 3);
                        }
                    };
                });
            }
        }
    }

    @Test
    default void pooledWeightGradientsGiveTheSameBitsOnViews() {
        var whole = pooledWeightGradient(onWholeBuffers());
        var views = pooledWeightGradient(this);

        assertSameBits("dWeight and dBias on views", views, whole);
    }

    /** dWeight, then dBias. */
    private static float[] pooledWeightGradient(BackendUnderTest backend) {
        var conv = Conv2d.of(2, 6, 5).withPadding(Padding2d.all(2)).withBias(Bias.PER_CHANNEL);
        var geometry = Conv2dGeometry.of(conv, Shape.image(2, 12, 12));
        var pool = Pool2dGeometry.sliding(PoolWindow.of(2), false, geometry.output());
        int images = backend.lanes() + 1;
        try (var team = new ThreadTeam(2)) {
            var kernels = backend.kernels(team);
            var x = backend.layout(geometry.input(), images, kernels.inputBorder(geometry));
            var y = backend.layout(geometry.output(), images, backend.extraBorder());
            var pooled = backend.layout(pool.output(), images, backend.extraBorder());
            var gradient = kernels.pooledWeightGradient(geometry, pool, x, y, pooled, pooled)
                    .orElseThrow();
            var maxPool = kernels.maxPool2d(pool, y, pooled, y, pooled);
            kernels.workspace().allocate();
            var random = new SplittableRandom(9);
            var input = backend.allocate(kernels, x);
            var output = backend.allocate(kernels, y);
            var maxima = backend.allocate(kernels, pooled);
            var dMaxima = backend.allocate(kernels, pooled);
            kernels.pack(random(images * geometry.input().size(), random), 0, images, input);
            kernels.pack(withTies(images * geometry.output().size(), random), 0, images, output);
            kernels.pack(random(images * pool.output().size(), random), 0, images, dMaxima);
            maxPool.forward(output, maxima);
            var dWeight = new float[6 * 2 * 25];
            var dBias = new float[6];
            gradient.add(input, output, maxima, dMaxima, dWeight, dBias);
            for (var activations : List.of(input, output, maxima, dMaxima)) {
                backend.assertBordersAreZero(activations);
            }
            var both = Arrays.copyOf(dWeight, dWeight.length + dBias.length);
            System.arraycopy(dBias, 0, both, dWeight.length, dBias.length);
            return both;
        }
    }

    @Test
    default void viewsCountTheirImagesThemselves() {
        try (var team = new ThreadTeam(1)) {
            var kernels = kernels(team);
            var layout = new Layout(4, 2, 3, 3, Padding2d.NONE);
            var whole = kernels.allocate(layout);
            var view = kernels.view(whole, layout.view(1, 2));
            var viewOfView = kernels.view(view, view.layout().view(1, 1));
            view.setImages(2);

            assertThat(whole.images()).isEqualTo(3);
            assertThat(viewOfView.images()).isEqualTo(3);
        }
    }

    @Test
    default void viewsShareTheirValuesWithTheWhole() {
        try (var team = new ThreadTeam(1)) {
            var kernels = kernels(team);
            var layout = new Layout(3, 1, 2, 2, extraBorder());
            var whole = kernels.allocate(layout);
            kernels.pack(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 0, 2, whole);
            var view = kernels.view(kernels.view(whole, layout.view(1, 2)), layout.view(2, 1));

            assertThat(Unpacked.of(kernels, view)).containsExactly(5, 6, 11, 12);
            kernels.pack(new float[] {-5, -6, -11, -12}, 0, 2, view);
            assertThat(Unpacked.of(kernels, whole)).containsExactly(1, 2, 3, 4, -5, -6, 7, 8, 9, 10, -11, -12);
        }
    }

    private void assertSameBitsOnViews(Shape in, Shape out, int images, PlannedUnary.Planner planner) {
        var random = new SplittableRandom(images);
        var x = withTies(images * in.size(), random);
        var dy = random(images * out.size(), random);
        try (var team = new ThreadTeam(2)) {
            var whole = new PlannedUnary(onWholeBuffers(), team, in, out, images + 1, planner).run(images, x, dy);
            new PlannedUnary(this, team, in, out, images + 1, planner)
                    .run(images, x, dy)
                    .assertSameBitsAs(whole, in + " on views");
        }
    }
}
