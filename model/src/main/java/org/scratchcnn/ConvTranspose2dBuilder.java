package org.scratchcnn;

import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** A transposed convolution whose input channels are inferred. Immutable: each method gives another one. */
public record ConvTranspose2dBuilder(int filters, Window2d window, Size2d outputPadding, int groups, boolean bias)
        implements LayerBuilder {

    /** A kernel that is not square. */
    public ConvTranspose2dBuilder kernel(Size2d kernel) {
        return window(new Window2d(kernel, window.stride(), window.padding(), window.dilation()));
    }

    /** The same stride down and across. */
    public ConvTranspose2dBuilder stride(int stride) {
        return stride(Size2d.square(stride));
    }

    public ConvTranspose2dBuilder stride(Size2d stride) {
        return window(new Window2d(window.kernel(), stride, window.padding(), window.dilation()));
    }

    /** What is cut off on all four sides: the padding of the convolution that is transposed. */
    public ConvTranspose2dBuilder padding(int padding) {
        return padding(Padding2d.all(padding));
    }

    public ConvTranspose2dBuilder padding(Padding2d padding) {
        return window(new Window2d(window.kernel(), window.stride(), padding, window.dilation()));
    }

    /** Rows below and columns to the right. */
    public ConvTranspose2dBuilder outputPadding(int padding) {
        return outputPadding(Size2d.square(padding));
    }

    public ConvTranspose2dBuilder outputPadding(Size2d padding) {
        return new ConvTranspose2dBuilder(filters, window, padding, groups, bias);
    }

    public ConvTranspose2dBuilder dilation(int dilation) {
        return dilation(Size2d.square(dilation));
    }

    public ConvTranspose2dBuilder dilation(Size2d dilation) {
        return window(new Window2d(window.kernel(), window.stride(), window.padding(), dilation));
    }

    /** Filters and input channels in so many groups, each a convolution of its own. */
    public ConvTranspose2dBuilder groups(int newGroups) {
        return new ConvTranspose2dBuilder(filters, window, outputPadding, newGroups, bias);
    }

    /** One bias a filter, or none. */
    public ConvTranspose2dBuilder bias(boolean newBias) {
        return new ConvTranspose2dBuilder(filters, window, outputPadding, groups, newBias);
    }

    private ConvTranspose2dBuilder window(Window2d newWindow) {
        return new ConvTranspose2dBuilder(filters, newWindow, outputPadding, groups, bias);
    }

    @Override
    public LayerSpec build(Shape input) {
        int channels = switch (input) {
            case Shape.Image image -> image.channels();
            case Shape.Features _ -> groups; // and is refused below
        };
        return Layers.fitting(new ConvTranspose2d(channels, filters, window, outputPadding, bias, groups), input);
    }
}
