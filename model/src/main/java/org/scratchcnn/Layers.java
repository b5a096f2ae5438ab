package org.scratchcnn;

import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Activation.Function.Elu;
import org.scratchcnn.network.Activation.Function.Gelu;
import org.scratchcnn.network.Activation.Function.LeakyRelu;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Window2d;

/**
 * What a {@link Network} is made of, for a static import: shapes of inputs, and layers. How many channels or features come
 * in is inferred.
 */
public final class Layers {

    private Layers() {}

    /** Images of that size as the network's input, {@code [channels, height, width]}. */
    public static Shape.Image image(int channels, int height, int width) {
        return Shape.image(channels, height, width);
    }

    /** So many numbers as the network's input, {@code [count]}. */
    public static Shape.Features features(int count) {
        return Shape.features(count);
    }

    /** A convolution with a square kernel, stride 1, no padding and a bias per filter; change it with its methods. */
    public static Conv2dBuilder conv2d(int filters, int kernel) {
        return conv2d(new Conv2dBuilder.InGroups(filters, 1), kernel);
    }

    /** A convolution with one filter for each input channel, which sees that channel alone; otherwise as {@link #conv2d}. */
    public static Conv2dBuilder depthwiseConv2d(int kernel) {
        return depthwiseConv2d(kernel, 1);
    }

    /**
     * The same with several filters for each input channel.
     *
     * @param multiplier how many
     */
    public static Conv2dBuilder depthwiseConv2d(int kernel, int multiplier) {
        return conv2d(new Conv2dBuilder.PerChannel(multiplier), kernel);
    }

    /** A convolution with other filters at each position, and a bias per position; otherwise as {@link #conv2d}. */
    public static Conv2dBuilder locallyConnected2d(int filters, int kernel) {
        return conv2d(new Conv2dBuilder.PerPosition(filters), kernel).bias(Bias.PER_POSITION);
    }

    private static Conv2dBuilder conv2d(Conv2dBuilder.Filters filters, int kernel) {
        return new Conv2dBuilder(
                filters,
                Size2d.square(kernel),
                Size2d.ONE,
                new Conv2dBuilder.Explicit(Padding2d.NONE),
                Size2d.ONE,
                Bias.PER_CHANNEL);
    }

    /**
     * A transposed convolution, which makes images larger where its stride is above 1; with a square kernel, stride 1, no
     * padding and a bias per filter. Change it with its methods.
     */
    public static ConvTranspose2dBuilder convTranspose2d(int filters, int kernel) {
        return new ConvTranspose2dBuilder(
                filters,
                new Window2d(Size2d.square(kernel), Size2d.ONE, Padding2d.NONE, Size2d.ONE),
                ConvTranspose2d.NO_OUTPUT_PADDING,
                1,
                true);
    }

    /** A fully connected layer with bias. */
    public static LayerBuilder dense(int outputs) {
        return dense(outputs, true);
    }

    /** A fully connected layer. */
    public static LayerBuilder dense(int outputs, boolean bias) {
        return input -> switch (input) {
            case Shape.Features features -> new Dense(features.count(), outputs, bias);
            // Refused as it refuses any image, with the advice to flatten it.
            case Shape.Image image -> fitting(new Dense(image.size(), outputs, bias), image);
        };
    }

    /** The maximum of each square window, which moves by its own size unless told otherwise. */
    public static Pool2dBuilder maxPool2d(int kernel) {
        return Pool2dBuilder.of(kernel, window -> new MaxPool2d(window));
    }

    /** The mean of each square window, which moves by its own size unless told otherwise. Padding counts as zeros. */
    public static Pool2dBuilder avgPool2d(int kernel) {
        return avgPool2d(kernel, true);
    }

    /**
     * The mean of each square window.
     *
     * @param countPadding whether padded positions count in the divisor
     */
    public static Pool2dBuilder avgPool2d(int kernel, boolean countPadding) {
        return Pool2dBuilder.of(kernel, window -> new AvgPool2d(window, countPadding));
    }

    /** {@code max(0, x)}. */
    public static LayerBuilder relu() {
        return _ -> Activation.relu();
    }

    /** {@code 1 / (1 + e^−x)}. */
    public static LayerBuilder sigmoid() {
        return _ -> Activation.sigmoid();
    }

    /** The hyperbolic tangent. */
    public static LayerBuilder tanh() {
        return _ -> Activation.tanh();
    }

    /** {@code x} where it is above 0, else {@code x / 100}. */
    public static LayerBuilder leakyRelu() {
        return leakyRelu(LeakyRelu.USUAL_SLOPE);
    }

    /** {@code x} where it is above 0, else {@code slope · x}. */
    public static LayerBuilder leakyRelu(double slope) {
        var layer = Activation.leakyRelu(slope);
        return _ -> layer;
    }

    /** {@code x} where it is above 0, else {@code e^x − 1}. */
    public static LayerBuilder elu() {
        return elu(Elu.USUAL_ALPHA);
    }

    /**
     * {@code x} where it is above 0, else {@code alpha · (e^x − 1)}.
     *
     * @param alpha positive
     */
    public static LayerBuilder elu(double alpha) {
        var layer = Activation.elu(alpha);
        return _ -> layer;
    }

    /** {@code x · Φ(x)}, exactly. */
    public static LayerBuilder gelu() {
        return gelu(Gelu.Approximation.EXACT);
    }

    /** {@code x · Φ(x)}, exactly or by the hyperbolic tangent. */
    public static LayerBuilder gelu(Gelu.Approximation approximation) {
        return _ -> Activation.gelu(approximation);
    }

    /** {@code x / (1 + e^−x)}, also called Swish. */
    public static LayerBuilder silu() {
        return _ -> Activation.silu();
    }

    /** {@code x · min(max(x + 3, 0), 6) / 6}. */
    public static LayerBuilder hardswish() {
        return _ -> Activation.hardswish();
    }

    /** {@code log(1 + e^x)}. */
    public static LayerBuilder softplus() {
        return _ -> Activation.softplus();
    }

    /** {@code factor · x}. */
    public static LayerBuilder scale(double factor) {
        var layer = Activation.scale(factor);
        return _ -> layer;
    }

    /** {@code eˣ / Σ eˣ} over the channels of an image, at each position by itself, or over features. */
    public static LayerBuilder softmax() {
        return input -> fitting(new Softmax(), input);
    }

    /** {@code x − log Σ eˣ}, the logarithm of {@link #softmax}. */
    public static LayerBuilder logSoftmax() {
        return input -> fitting(new LogSoftmax(), input);
    }

    /** Images read as features. */
    public static LayerBuilder flatten() {
        return input -> fitting(new Flatten(), input);
    }

    /** A sample's values, in row-major order, read as another shape: {@link #image} or {@link #features}. */
    public static LayerBuilder reshape(Shape target) {
        return input -> fitting(new Reshape(target), input);
    }

    /**
     * Dropout in training, nothing else.
     *
     * @param probability of dropping a value, in [0, 1)
     */
    public static LayerBuilder dropout(double probability) {
        return _ -> new Dropout(probability);
    }

    /**
     * Dropout of whole channels of an image in training, nothing else.
     *
     * @param probability of dropping a channel, in [0, 1)
     */
    public static LayerBuilder spatialDropout2d(double probability) {
        return input -> fitting(new SpatialDropout2d(probability), input);
    }

    /** Batch normalization of images or features, with scale and shift, ε = 1e-5 and momentum 0.1; change it with its methods. */
    public static BatchNormBuilder batchNorm() {
        return new BatchNormBuilder(BatchNorm.DEFAULT_EPSILON, BatchNorm.DEFAULT_MOMENTUM, true);
    }

    /** Group normalization of images or features, each sample by itself, with scale and shift and ε = 1e-5. */
    public static LayerBuilder groupNorm(int groups) {
        return groupNorm(groups, BatchNorm.DEFAULT_EPSILON, true);
    }

    /**
     * Group normalization of images or features, each sample by itself.
     *
     * @param groups a divisor of the number of channels or features
     * @param epsilon added to the variance
     * @param affine whether there are a scale and a shift
     */
    public static LayerBuilder groupNorm(int groups, double epsilon, boolean affine) {
        return input -> new GroupNorm(groups, LayerSpec.channels(input), epsilon, affine);
    }

    /** Layer normalization of images or features, each sample by itself, with scale and shift and ε = 1e-5. */
    public static LayerBuilder layerNorm() {
        return layerNorm(BatchNorm.DEFAULT_EPSILON, true);
    }

    /**
     * Layer normalization of images or features, each sample by itself.
     *
     * @param epsilon added to the variance
     * @param affine whether there are a scale and a shift for each of a sample's values
     */
    public static LayerBuilder layerNorm(double epsilon, boolean affine) {
        return input -> new LayerNorm(input, epsilon, affine);
    }

    /** The mean of each channel, as features. */
    public static LayerBuilder globalAvgPool() {
        return input -> fitting(new GlobalAvgPool2d(), input);
    }

    /** The maximum of each channel, as features. */
    public static LayerBuilder globalMaxPool() {
        return input -> fitting(new GlobalMaxPool2d(), input);
    }

    /** The means of windows that divide an image of any size into so many rows and columns. */
    public static LayerBuilder adaptiveAvgPool2d(Size2d output) {
        return input -> fitting(new AdaptiveAvgPool2d(output), input);
    }

    /** A larger image, in which each value stands in a rectangle of its own. */
    public static LayerBuilder upsample(Size2d factor) {
        return input -> fitting(new Upsample(factor), input);
    }

    /** A larger image, by the same factor down and across. */
    public static LayerBuilder upsample(int factor) {
        return upsample(Size2d.square(factor));
    }

    /** Channels of zeros before and after an image's own. */
    public static LayerBuilder padChannels(int before, int after) {
        return input -> fitting(new PadChannels(before, after), input);
    }

    /** What these layers make of the input, plus the input itself or what {@link ResidualBuilder#shortcut} makes of it. */
    public static ResidualBuilder residual(LayerBuilder... body) {
        return new ResidualBuilder(Branch.of(body), Branch.of());
    }

    /** Layers one behind another, for {@link #concat}; without any, the input is handed on. */
    public static Branch branch(LayerBuilder... layers) {
        return Branch.of(layers);
    }

    /** Branches side by side, each over the same input, whose channels or features are put one after another. */
    public static LayerBuilder concat(Branch... branches) {
        var given = List.of(branches);
        return input -> fitting(
                new Concat(IntStream.range(0, given.size())
                        .mapToObj(i -> given.get(i).build("branches." + i + ".", input))
                        .toList()),
                input);
    }

    /** The layer, if it can take this input. */
    static LayerSpec fitting(LayerSpec layer, Shape input) {
        layer.outputShape(input);
        return layer;
    }
}
