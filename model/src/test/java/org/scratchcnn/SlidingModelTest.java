package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.Layers.avgPool2d;
import static org.scratchcnn.Layers.batchNorm;
import static org.scratchcnn.Layers.concat;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.dropout;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.globalAvgPool;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.relu;
import static org.scratchcnn.Layers.reshape;
import static org.scratchcnn.Layers.residual;
import static org.scratchcnn.Layers.softmax;
import static org.scratchcnn.Layers.spatialDropout2d;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;

/** Models that look at all places of a larger image in one pass. */
class SlidingModelTest {

    /** Without padding, so that a crop by itself and a place of a larger image see the same. */
    static List<Network> networks() {
        return List.of(
                new Network(Zoo.scratcherCnn()),
                new Network(Zoo.cifarTutorialCnn()),
                Network.of(
                        image(2, 9, 12),
                        conv2d(6, 3).bias(false),
                        batchNorm(),
                        relu(),
                        concat(Branch.of(conv2d(4, 1)), Branch.of(conv2d(3, 1), relu())),
                        residual(conv2d(7, 1), relu()),
                        avgPool2d(2),
                        spatialDropout2d(0.5),
                        reshape(features(105)),
                        relu(),
                        dense(8),
                        batchNorm(),
                        dropout(0.5),
                        dense(5),
                        relu(),
                        dense(3)),
                Network.of(
                        image(3, 8, 8),
                        conv2d(5, 3).stride(2),
                        relu(),
                        softmax(),
                        globalAvgPool(),
                        dense(4),
                        softmax()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void saysAtEachPlaceWhatItSaysOfTheCropByItself(Network network) {
        var small = (Shape.Image) network.spec().input();
        int height = small.height() + 9;
        int width = small.width() + 14;
        var large = draw(Shape.image(small.channels(), height, width));
        try (var model = Model.create(network);
                var sliding = model.slideOver(height, width)) {
            var map = sliding.scores(large);

            assertThat(map.rows()).isGreaterThan(1);
            assertThat(map.columns()).isGreaterThan(map.rows());
            for (int row = 0; row < map.rows(); row++) {
                for (int column = 0; column < map.columns(); column++) {
                    int top = row * map.stride().height();
                    int left = column * map.stride().width();
                    var expected = model.predict(crop(large, height, width, small, top, left))
                            .outputs();
                    var actual = map.at(row, column).outputs();
                    assertThat(actual).hasSameSizeAs(expected);
                    for (int output = 0; output < expected.size(); output++) {
                        assertThat(actual.get(output))
                                .as("output %d at %d, %d", output, row, column)
                                .isCloseTo(expected.get(output), within(1e-5f));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void theConvolutionalFormGivesEqualOutputs(Network network) {
        var small = (Shape.Image) network.spec().input();
        var sample = draw(small);
        try (var model = Model.create(network);
                var sliding = model.slideOver(small.height(), small.width())) {
            var map = sliding.scores(sample);

            assertThat(map.rows()).isEqualTo(1);
            assertThat(map.columns()).isEqualTo(1);
            assertThat(sliding.network().spec().layers())
                    .noneMatch(layer -> layer.describe().startsWith("Dense"));
            assertThat(network.toConvolutional()).isEqualTo(sliding.network());
            var expected = model.predict(sample).outputs();
            for (int output = 0; output < expected.size(); output++) {
                assertThat(map.logits()[output]).isCloseTo(expected.get(output), within(1e-5f));
            }
        }
    }

    @Test
    void aNetworkThatPadsGivesEqualOutputsOnItsOwnSize() {
        var network = new Network(Zoo.resnet20());
        var sample = draw(network.spec().input());
        try (var model = Model.create(network);
                var sliding = model.slideOver(32, 32)) {
            var expected = model.predict(sample).outputs();
            for (int output = 0; output < expected.size(); output++) {
                assertThat(sliding.scores(sample).logits()[output]).isCloseTo(expected.get(output), within(1e-5f));
            }
        }
    }

    @Test
    void theFormCanBeTrained() {
        var form = Network.of(image(1, 8, 8), conv2d(2, 3), relu(), flatten(), dense(3))
                .toConvolutional();
        var data = Dataset.labelled(
                Shape.image(1, 8, 8), draw(Shape.image(2, 8, 8)), new int[] {0, 2}, List.of("a", "b", "c"));
        try (var model = Model.create(form)) {
            model.fit(data, fit -> fit.epochs(1).batchSize(2));
            assertThat(model.predict(data)).hasSize(2);
        }
    }

    @Test
    void namesWhatCanNotSlide() {
        assertThatThrownBy(() -> new Network(Zoo.mnistUntiedCnn()).toConvolutional())
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage(
                        "mnist-untied-cnn, layer 0 Conv2d(1→16, 3×3, padding 1, bias per position): what it does depends on the position in the image, so it has no convolutional form");
        assertThatThrownBy(() -> Network.of(image(2, 3, 3), flatten(), softmax(), dense(2))
                        .toConvolutional())
                .hasMessageContaining("layer 1 Softmax: what it does depends on the position in the image");
        assertThatThrownBy(() -> Network.of(image(1, 4, 4), reshape(image(4, 2, 2)), flatten(), dense(2))
                        .toConvolutional())
                .hasMessage(
                        "network, layer 0 Reshape([4, 2, 2]): what it does depends on the position in the image, so it has no convolutional form");
        assertThatThrownBy(() -> Network.of(features(4), dense(2)).toConvolutional())
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage(
                        "network takes [4], which nothing can slide over; only networks of images [C, H, W] have a convolutional form");
        try (var model = Model.create(new Network(Zoo.scratcherCnn()))) {
            assertThatThrownBy(() -> model.slideOver(31, 64))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "scratcher-cnn looks at 32×32 pixels, but was asked to slide over 31×64; an image must be at least as large");
            try (var sliding = model.slideOver(40, 40)) {
                assertThatThrownBy(() -> sliding.scores(new float[7]))
                        .hasMessage("An image of [1, 40, 40] has 1600 values, but was given 7");
            }
        }
    }

    private static float[] draw(Shape shape) {
        var random = new SplittableRandom(3);
        var values = new float[shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    /** Beyond the image's edge there are zeros: pixels that the rounding down of a pool or a stride leaves out. */
    private static float[] crop(float[] image, int height, int width, Shape.Image to, int top, int left) {
        var crop = new float[to.size()];
        int rows = Math.min(to.height(), height - top);
        int columns = Math.min(to.width(), width - left);
        for (int channel = 0; channel < to.channels(); channel++) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(
                        image,
                        (channel * height + top + row) * width + left,
                        crop,
                        (channel * to.height() + row) * to.width(),
                        columns);
            }
        }
        return crop;
    }
}
