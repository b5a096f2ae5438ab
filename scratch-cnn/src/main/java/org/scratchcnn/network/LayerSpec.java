package org.scratchcnn.network;

import java.util.List;

/**
 * One layer of a network, as a description. The interface is sealed so that an engine's builder is an exhaustive
 * {@code switch}: a new layer does not compile until every engine builds it or says that it can't.
 */
public sealed interface LayerSpec
        permits Conv2d,
                ConvTranspose2d,
                LocallyConnected2d,
                Dense,
                MaxPool2d,
                AvgPool2d,
                GlobalMaxPool2d,
                GlobalAvgPool2d,
                AdaptiveAvgPool2d,
                Upsample,
                BatchNorm,
                GroupNorm,
                LayerNorm,
                Activation,
                Softmax,
                LogSoftmax,
                Dropout,
                SpatialDropout2d,
                Flatten,
                Reshape,
                PadChannels,
                Residual,
                Concat {

    /**
     * The shape that comes out when a sample of shape {@code input} goes in.
     *
     * @throws IllegalArgumentException if the layer can't take this input; the message says what was wrong, what the
     *     layer expects and what to do
     */
    Shape outputShape(Shape input);

    /**
     * The trained parameters of the layer for this input, in a fixed order; empty where nothing is trained. Those of layers
     * inside a {@link Residual} or a {@link Concat} are theirs.
     */
    default List<ParameterSpec> parameters(Shape input) {
        return List.of();
    }

    /** What the layer keeps beside its parameters from batch to batch, which no optimizer trains. */
    default List<ParameterSpec> state(Shape input) {
        return List.of();
    }

    /** Multiply–accumulate operations for one sample in the forward direction; only convolutions and dense layers count. */
    default long forwardMacs(Shape input) {
        return 0;
    }

    /** How many single values are trained. */
    default long parameterCount(Shape input) {
        return parameters(input).stream().mapToLong(ParameterSpec::count).sum();
    }

    /** The layer as a summary shows it, for example {@code Conv2d(1→16, 3×3, padding 1)}. */
    String describe();

    private static IllegalArgumentException notAnImage(String layer, Shape input) {
        return new IllegalArgumentException(
                "%s takes an image [C, H, W], but its input is %s; place it before the Flatten layer"
                        .formatted(layer, input));
    }

    /** The input as an image, or an exception that says that {@code layer} needs one. */
    static Shape.Image requireImage(String layer, Shape input) {
        return switch (input) {
            case Shape.Image image -> image;
            case Shape.Features _ -> throw notAnImage(layer, input);
        };
    }

    /** The shape that comes out when a sample goes through one layer after another. */
    static Shape outputShape(List<LayerSpec> layers, Shape input) {
        var shape = input;
        for (var layer : layers) {
            shape = layer.outputShape(shape);
        }
        return shape;
    }

    /** Channels of an image, or the number of features. */
    static int channels(Shape shape) {
        return switch (shape) {
            case Shape.Image image -> image.channels();
            case Shape.Features features -> features.count();
        };
    }
}
