package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A convolution whose weights are not shared: each position of the output has its own ("untied"),
 *
 * <pre>y[o,i,j] = bias + Σ_{c,u,v} weight[i,j,o,c,u,v] · x[c, i·stride + u·dilation − top, j·stride + v·dilation − left]</pre>
 *
 * where {@code x} is zero outside the image. The weights of one position are those of a dense layer over its window. They are
 * as many as there are positions: it is for small images, whose parts mean different things (Taigman et al. 2014,
 * "DeepFace").
 */
public record LocallyConnected2d(int inChannels, int outChannels, Window2d window, Bias bias) implements LayerSpec {

    public LocallyConnected2d {
        if (inChannels < 1 || outChannels < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "LocallyConnected2d needs at least one input channel and one filter, but was given %d input channels and %d filters",
                    inChannels,
                    outChannels));
        }
    }

    /** A square kernel, stride 1, no padding, no dilation and, as in Keras, one bias per position. */
    public static LocallyConnected2d of(int inChannels, int outChannels, int kernel) {
        return new LocallyConnected2d(
                inChannels,
                outChannels,
                new Window2d(Size2d.square(kernel), Size2d.ONE, Padding2d.NONE, Size2d.ONE),
                Bias.PER_POSITION);
    }

    public LocallyConnected2d withWindow(Window2d newWindow) {
        return new LocallyConnected2d(inChannels, outChannels, newWindow, bias);
    }

    public LocallyConnected2d withBias(Bias newBias) {
        return new LocallyConnected2d(inChannels, outChannels, window, newBias);
    }

    /** The convolution with the same window and the same output. */
    public Conv2d shared() {
        return new Conv2d(inChannels, outChannels, window, bias);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        LayerSpec.requireImage("LocallyConnected2d", input);
        return shared().outputShape(input);
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        var output = outputShape(input);
        var kernel = window.kernel();
        var parameters = new ArrayList<>(shared().parameters(input));
        var weight = parameters.getFirst();
        parameters.set(
                0,
                new ParameterSpec(
                        weight.name(),
                        weight.role(),
                        List.of(
                                output.height(),
                                output.width(),
                                outChannels,
                                inChannels,
                                kernel.height(),
                                kernel.width()),
                        weight.fanIn(),
                        weight.fanOut()));
        return parameters;
    }

    @Override
    public long forwardMacs(Shape input) {
        return shared().forwardMacs(input);
    }

    @Override
    public String describe() {
        return "LocallyConnected2d" + shared().describe().substring("Conv2d".length());
    }
}
