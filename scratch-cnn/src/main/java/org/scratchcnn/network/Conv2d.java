package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A 2-D convolution (a cross-correlation, as in every deep learning framework): {@code [inChannels, H, W]} to
 * {@code [outChannels, outH, outW]} with
 *
 * <pre>y[o,i,j] = bias + Σ_{c,u,v} weight[o,c,u,v] · x[c, i·stride + u·dilation − top, j·stride + v·dilation − left]</pre>
 *
 * where {@code x} is zero outside the image. In several groups, each is such a convolution of its own, of its part of the
 * input's channels to its part of the output's; with as many groups as input channels it is a depthwise one. Build one with
 * {@link #of} and change single settings with the {@code with…} methods.
 *
 * @param groups a divisor of both numbers of channels
 */
public record Conv2d(int inChannels, int outChannels, Window2d window, Bias bias, int groups) implements LayerSpec {

    public Conv2d {
        if (inChannels < 1 || outChannels < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Conv2d needs at least one input channel and one filter, but was given %d input channels and %d filters",
                    inChannels,
                    outChannels));
        }
        ChannelGroups.require("Conv2d", inChannels, outChannels, groups);
    }

    /** In one group. */
    public Conv2d(int inChannels, int outChannels, Window2d window, Bias bias) {
        this(inChannels, outChannels, window, bias, 1);
    }

    /** A convolution with a square kernel, stride 1, no padding, no dilation, one bias per channel, and one group. */
    public static Conv2d of(int inChannels, int outChannels, int kernel) {
        return new Conv2d(
                inChannels,
                outChannels,
                new Window2d(Size2d.square(kernel), Size2d.ONE, Padding2d.NONE, Size2d.ONE),
                Bias.PER_CHANNEL);
    }

    public Conv2d withKernel(Size2d kernel) {
        return withWindow(new Window2d(kernel, window.stride(), window.padding(), window.dilation()));
    }

    public Conv2d withStride(Size2d stride) {
        return withWindow(new Window2d(window.kernel(), stride, window.padding(), window.dilation()));
    }

    public Conv2d withPadding(Padding2d padding) {
        return withWindow(new Window2d(window.kernel(), window.stride(), padding, window.dilation()));
    }

    public Conv2d withDilation(Size2d dilation) {
        return withWindow(new Window2d(window.kernel(), window.stride(), window.padding(), dilation));
    }

    public Conv2d withBias(Bias newBias) {
        return new Conv2d(inChannels, outChannels, window, newBias, groups);
    }

    public Conv2d withGroups(int newGroups) {
        return new Conv2d(inChannels, outChannels, window, bias, newGroups);
    }

    private Conv2d withWindow(Window2d newWindow) {
        return new Conv2d(inChannels, outChannels, newWindow, bias, groups);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("Conv2d", input);
        if (image.channels() != inChannels) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "it expects %d input channels, but its input %s has %d",
                    inChannels,
                    input,
                    image.channels()));
        }
        return window.outputShape(image, outChannels);
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        var output = outputShape(input);
        var kernel = window.kernel();
        int fanIn = inChannels / groups * kernel.area();
        int fanOut = outChannels / groups * kernel.area();
        var parameters = new ArrayList<ParameterSpec>();
        parameters.add(new ParameterSpec(
                ParameterSpec.WEIGHT,
                ParameterSpec.Role.WEIGHT,
                List.of(outChannels, inChannels / groups, kernel.height(), kernel.width()),
                fanIn,
                fanOut));
        switch (bias) {
            case NONE -> {}
            case PER_CHANNEL ->
                parameters.add(new ParameterSpec(
                        ParameterSpec.BIAS, ParameterSpec.Role.BIAS, List.of(outChannels), fanIn, fanOut));
            case PER_POSITION ->
                parameters.add(new ParameterSpec(
                        ParameterSpec.BIAS,
                        ParameterSpec.Role.BIAS,
                        List.of(outChannels, output.height(), output.width()),
                        fanIn,
                        fanOut));
        }
        return parameters;
    }

    @Override
    public long forwardMacs(Shape input) {
        return (long) outputShape(input).size()
                * (inChannels / groups)
                * window.kernel().area();
    }

    @Override
    public String describe() {
        var text = new StringBuilder(
                String.format(Locale.ROOT, "Conv2d(%d→%d, %s", inChannels, outChannels, window.describe()));
        if (groups > 1) {
            text.append(String.format(Locale.ROOT, ", %d groups", groups));
        }
        switch (bias) {
            case NONE -> text.append(", no bias");
            case PER_CHANNEL -> {}
            case PER_POSITION -> text.append(", bias per position");
        }
        return text.append(')').toString();
    }
}
