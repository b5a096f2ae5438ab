package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.network.zoo.Zoo;

class ReceptiveFieldTest {

    /** Worked out by hand: a kernel of k adds k − 1 times the product of all strides before it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fashion-cnn        | 3 3 4 8 8 10 10 28 28 28 28",
                "cifar-cnn          | 3 3 4 8 8 10 10 32 32 32",
                "cifar-tutorial-cnn | 3 3 4 8 8 10 18 18 18 32 32 32",
                "mnist-untied-cnn   | 3 3 5 9 9 13 21 21 21 28 28 28",
                "scratcher-cnn      | 3 3 4 8 8 10 10 32 32 32"
            })
    void growsByEachKernelTimesTheStridesBeforeIt(String network, String sides) {
        var fields = Zoo.network(network).resolve().operations().stream()
                .map(Operation::receptiveField)
                .toList();

        assertThat(fields.stream().map(field -> String.valueOf(field.height()))).containsExactly(sides.split(" "));
        assertThat(fields).allMatch(field -> field.height() == field.width());
    }

    @Test
    void keepsDirectionsApartAndCountsDilation() {
        var conv = Conv2d.of(1, 1, 3)
                .withKernel(new Size2d(3, 2))
                .withStride(new Size2d(1, 2))
                .withDilation(new Size2d(4, 1));
        var network = new NetworkSpec(
                "net", Shape.image(1, 40, 40), List.of(conv, conv, new Flatten()), LossSpec.SOFTMAX_CROSS_ENTROPY);

        assertThat(network.resolve().operations().stream().map(Operation::receptiveField))
                .containsExactly(new Size2d(9, 2), new Size2d(17, 4), new Size2d(17, 4));
    }

    @Test
    void windowsOverAnImageThatWasReadAsAnotherMaySeeAnything() {
        var layers = List.<LayerSpec>of(
                Conv2d.of(1, 4, 3),
                new Reshape(Shape.features(16)),
                new Reshape(Shape.image(1, 4, 4)),
                Conv2d.of(1, 1, 2),
                new Flatten());
        var network = new NetworkSpec("net", Shape.image(1, 4, 4), layers, LossSpec.SOFTMAX_CROSS_ENTROPY);

        assertThat(network.resolve().operations().stream().map(Operation::receptiveField))
                .startsWith(Size2d.square(3), Size2d.square(3), Size2d.square(4));
    }
}
