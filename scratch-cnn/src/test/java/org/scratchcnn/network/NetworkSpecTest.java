package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.zoo.Zoo;

class NetworkSpecTest {

    private static NetworkSpec network(Shape input, LayerSpec... layers) {
        return new NetworkSpec("net", input, List.of(layers), LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static void refuses(NetworkSpec network, String message) {
        assertThatThrownBy(network::resolve)
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAKernelLargerThanItsPaddedInput() {
        refuses(
                network(
                        Shape.image(1, 28, 6),
                        Conv2d.of(1, 4, 5),
                        Activation.relu(),
                        Conv2d.of(4, 8, 5).withPadding(Padding2d.all(1))),
                "net, layer 2 Conv2d(4→8, 5×5, padding 1), input [4, 24, 2]: its kernel covers 5×5, more than the 26×4"
                        + " that the input has with its padding, so its output would be empty; use a smaller kernel or"
                        + " more padding");
    }

    @Test
    void refusesADilatedKernelThatReachesBeyondItsInput() {
        refuses(
                network(Shape.image(1, 4, 4), Conv2d.of(1, 1, 3).withDilation(new Size2d(1, 2))),
                "net, layer 0 Conv2d(1→1, 3×3, dilation 1×2), input [1, 4, 4]: its kernel covers 3×5, more than the 4×4"
                        + " that the input has with its padding, so its output would be empty; use a smaller kernel or"
                        + " more padding");
    }

    @Test
    void refusesAKernelWhoseExtentIsBeyondAnInteger() {
        refuses(
                network(Shape.image(1, 4, 4), Conv2d.of(1, 1, 5).withDilation(Size2d.square(1 << 30))),
                "net, layer 0 Conv2d(1→1, 5×5, dilation 1073741824×1073741824), input [1, 4, 4]: its kernel covers"
                        + " 2147483647×2147483647, more than the 4×4 that the input has with its padding, so its output"
                        + " would be empty; use a smaller kernel or more padding");
    }

    @Test
    void refusesAPoolThatWouldLeaveNothing() {
        refuses(
                network(Shape.image(2, 3, 3), MaxPool2d.of(2), MaxPool2d.of(2)),
                "net, layer 1 MaxPool2d(2×2), input [2, 1, 1]: its kernel covers 2×2, more than the 1×1 that the input"
                        + " has with its padding, so its output would be empty; use a smaller kernel or more padding");
    }

    @Test
    void refusesChannelsThatDoNotMatch() {
        refuses(
                network(Shape.image(3, 8, 8), Conv2d.of(3, 16, 3), Conv2d.of(8, 4, 3)),
                "net, layer 1 Conv2d(8→4, 3×3), input [16, 6, 6]: it expects 8 input channels, but its input [16, 6, 6]"
                        + " has 16");
    }

    @Test
    void refusesALossOfProbabilitiesBehindLogits() {
        refuses(
                new NetworkSpec(
                        "net",
                        Shape.features(4),
                        List.of(Dense.of(4, 2)),
                        new LossSpec.BinaryCrossEntropyOfProbabilities()),
                "net ends in Dense(4→2), which makes any numbers, but its loss, binary cross-entropy of probabilities,"
                        + " takes outputs in [0, 1]; add a Sigmoid layer, or train with sigmoid and binary cross-entropy");
        refuses(
                new NetworkSpec("net", Shape.features(4), List.of(Dense.of(4, 2)), new LossSpec.KullbackLeibler()),
                "net ends in Dense(4→2), which makes any numbers, but its loss, Kullback-Leibler divergence, takes"
                        + " logarithms of probabilities; add a LogSoftmax layer");
    }

    @Test
    void refusesADenseLayerOnAnImage() {
        refuses(
                network(Shape.image(1, 4, 4), MaxPool2d.of(2), Dense.of(4, 2)),
                "net, layer 1 Dense(4→2), input [1, 2, 2]: Dense takes features [F], but its input is the image"
                        + " [1, 2, 2]; put a Flatten before it, which makes [4]");
    }

    @Test
    void refusesADenseLayerOfAnotherWidth() {
        refuses(
                network(Shape.image(1, 4, 4), new Flatten(), Dense.of(15, 2)),
                "net, layer 1 Dense(15→2), input [16]: it expects 15 input features, but its input has 16");
    }

    @Test
    void refusesImageLayersOnFeatures() {
        refuses(
                network(Shape.features(9), Conv2d.of(1, 1, 3)),
                "net, layer 0 Conv2d(1→1, 3×3), input [9]: Conv2d takes an image [C, H, W], but its input is [9];"
                        + " place it before the Flatten layer");
        refuses(
                network(Shape.features(9), AvgPool2d.of(2)),
                "net, layer 0 AvgPool2d(2×2), input [9]: AvgPool2d takes an image [C, H, W], but its input is [9];"
                        + " place it before the Flatten layer");
        refuses(
                network(Shape.features(9), new Flatten()),
                "net, layer 0 Flatten, input [9]: Flatten takes an image [C, H, W], but its input [9] is flat"
                        + " already; leave it out");
    }

    @Test
    void refusesToEndInAnImage() {
        refuses(
                network(Shape.image(1, 4, 4), Conv2d.of(1, 2, 3)),
                "net ends in [2, 2, 2], but a network must end in features [F], its logits; add Flatten and Dense layers");
    }

    @Test
    void takesDropoutOutWithoutMovingParameters() {
        var channels = new NetworkSpec(
                "channels",
                Shape.image(2, 3, 3),
                List.of(Residual.of(new SpatialDropout2d(0.5)), new Flatten()),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        assertThat(channels.withoutDropout().layers().getFirst()).isEqualTo(Residual.of(new SpatialDropout2d(0)));

        var without = Zoo.fashionCnn().withoutDropout();

        assertThat(without.layers().get(9)).isEqualTo(new Dropout(0));
        assertThat(without.resolve().parameters())
                .isEqualTo(Zoo.fashionCnn().resolve().parameters());
    }
}
