package org.scratchcnn;

import java.util.Locale;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** A convolution, or a locally connected layer, whose input channels are inferred. Immutable: each method gives another one. */
public record Conv2dBuilder(Filters filters, Size2d kernel, Size2d stride, Padding padding, Size2d dilation, Bias bias)
        implements LayerBuilder {

    /** How many filters there are, and of which input channels each is made. */
    public sealed interface Filters permits InGroups, PerChannel, PerPosition {}

    /** So many in all, in groups of one size. */
    public record InGroups(int count, int groups) implements Filters {}

    /** So many for each input channel, which see that one alone. */
    public record PerChannel(int count) implements Filters {}

    /** So many, others at each position. */
    public record PerPosition(int count) implements Filters {}

    /** How an image is padded. */
    public sealed interface Padding permits Explicit, Same {}

    /** By so many rows and columns. */
    public record Explicit(Padding2d padding) implements Padding {}

    /** So that the image keeps its size. */
    public record Same() implements Padding {}

    /** A kernel that is not square. */
    public Conv2dBuilder kernel(Size2d newKernel) {
        return new Conv2dBuilder(filters, newKernel, stride, padding, dilation, bias);
    }

    /**
     * Filters and input channels in so many groups, each a convolution of its own.
     *
     * @throws IllegalStateException if it is depthwise, and so has its groups already, or locally connected
     */
    public Conv2dBuilder groups(int groups) {
        if (!(filters instanceof InGroups(int count, int _))) {
            throw new IllegalStateException(
                    "A depthwise convolution has as many groups as input channels, and a locally connected layer has one; ask for other groups with conv2d(filters, kernel).groups(n)");
        }
        return new Conv2dBuilder(new InGroups(count, groups), kernel, stride, padding, dilation, bias);
    }

    /** The same stride down and across. */
    public Conv2dBuilder stride(int newStride) {
        return stride(Size2d.square(newStride));
    }

    public Conv2dBuilder stride(Size2d newStride) {
        return new Conv2dBuilder(filters, kernel, newStride, padding, dilation, bias);
    }

    /** The same padding on all four sides. */
    public Conv2dBuilder padding(int newPadding) {
        return padding(Padding2d.all(newPadding));
    }

    public Conv2dBuilder padding(Padding2d newPadding) {
        return new Conv2dBuilder(filters, kernel, stride, new Explicit(newPadding), dilation, bias);
    }

    /**
     * Padding such that the image keeps its size, written into the layer as explicit numbers. Only for stride 1 and odd
     * kernels: elsewhere frameworks disagree on what "same" means, and building the layer fails.
     */
    public Conv2dBuilder same() {
        return new Conv2dBuilder(filters, kernel, stride, new Same(), dilation, bias);
    }

    public Conv2dBuilder dilation(int newDilation) {
        return dilation(Size2d.square(newDilation));
    }

    public Conv2dBuilder dilation(Size2d newDilation) {
        return new Conv2dBuilder(filters, kernel, stride, padding, newDilation, bias);
    }

    /** One bias a filter, or none. */
    public Conv2dBuilder bias(boolean perFilter) {
        return bias(perFilter ? Bias.PER_CHANNEL : Bias.NONE);
    }

    public Conv2dBuilder bias(Bias newBias) {
        return new Conv2dBuilder(filters, kernel, stride, padding, dilation, newBias);
    }

    @Override
    public LayerSpec build(Shape input) {
        int channels = switch (input) {
            case Shape.Image image -> image.channels();
            case Shape.Features _ -> 1; // and is refused below
        };
        var window = new Window2d(kernel, stride, explicitPadding(), dilation);
        var layer = switch (filters) {
            case InGroups(int count, int groups) -> new Conv2d(channels, count, window, bias, groups);
            case PerPosition(int count) -> new LocallyConnected2d(channels, count, window, bias);
            case PerChannel(int count) -> new Conv2d(channels, channels * count, window, bias, channels);
        };
        return Layers.fitting(layer, input);
    }

    private Padding2d explicitPadding() {
        return switch (padding) {
            case Explicit(var explicit) -> explicit;
            case Same() -> samePadding();
        };
    }

    private Padding2d samePadding() {
        var window = new Window2d(kernel, stride, Padding2d.NONE, dilation);
        int vertical = window.extentHeight() - 1;
        int horizontal = window.extentWidth() - 1;
        if (!stride.equals(Size2d.ONE) || vertical % 2 != 0 || horizontal % 2 != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "\"same\" padding is for stride 1 and odd kernels, but this convolution has a kernel of %s, a stride of %s and a dilation of %s; give its padding as numbers",
                    kernel,
                    stride,
                    dilation));
        }
        return new Padding2d(vertical / 2, horizontal / 2, vertical / 2, horizontal / 2);
    }
}
