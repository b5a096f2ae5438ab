package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A transposed 2-D convolution, as PyTorch's: {@code [inChannels, H, W]} to {@code [outChannels, outH, outW]}, where each
 * value of the input adds its weights to a window of the output,
 *
 * <pre>y[o, i·stride + u·dilation − top, j·stride + v·dilation − left] += weight[c,o,u,v] · x[c,i,j]</pre>
 *
 * over a bias per channel; what falls outside the output is left out. It is the gradient by input of the convolution with
 * this window from the output to the input (Dumoulin and Visin 2016, "A guide to convolution arithmetic for deep learning",
 * chapter 4), and has {@code (in − 1)·stride − paddingBefore − paddingAfter + dilation·(kernel − 1) + outputPadding + 1} rows
 * and columns. In several groups, each is one of its own, of its part of the channels.
 *
 * @param outputPadding rows below and columns to the right, to tell apart the sizes that the convolution with this stride
 *     takes to one; smaller than the stride or the dilation
 * @param groups a divisor of both numbers of channels
 */
public record ConvTranspose2d(
        int inChannels, int outChannels, Window2d window, Size2d outputPadding, boolean bias, int groups)
        implements LayerSpec {

    /** No output padding. */
    public static final Size2d NO_OUTPUT_PADDING = new Size2d(0, 0);

    public ConvTranspose2d {
        if (inChannels < 1 || outChannels < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "ConvTranspose2d needs at least one input channel and one filter, but was given %d input channels and %d filters",
                    inChannels,
                    outChannels));
        }
        ChannelGroups.require("ConvTranspose2d", inChannels, outChannels, groups);
        var stride = window.stride();
        var dilation = window.dilation();
        requireOutputPadding("rows", outputPadding.height(), stride.height(), dilation.height());
        requireOutputPadding("columns", outputPadding.width(), stride.width(), dilation.width());
    }

    private static void requireOutputPadding(String what, int padding, int stride, int dilation) {
        int most = Math.max(stride, dilation) - 1;
        if (padding < 0 || padding > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The output padding of ConvTranspose2d must be smaller than its stride or its dilation, from 0 to %d %s with stride %d and dilation %d, but is %d",
                    most,
                    what,
                    stride,
                    dilation,
                    padding));
        }
    }

    /** A square kernel, stride 1, no padding, no dilation, a bias per channel, and one group. */
    public static ConvTranspose2d of(int inChannels, int outChannels, int kernel) {
        return new ConvTranspose2d(
                inChannels,
                outChannels,
                new Window2d(Size2d.square(kernel), Size2d.ONE, Padding2d.NONE, Size2d.ONE),
                NO_OUTPUT_PADDING,
                true,
                1);
    }

    public ConvTranspose2d withWindow(Window2d newWindow) {
        return new ConvTranspose2d(inChannels, outChannels, newWindow, outputPadding, bias, groups);
    }

    public ConvTranspose2d withStride(Size2d stride) {
        return withWindow(new Window2d(window.kernel(), stride, window.padding(), window.dilation()));
    }

    public ConvTranspose2d withPadding(Padding2d padding) {
        return withWindow(new Window2d(window.kernel(), window.stride(), padding, window.dilation()));
    }

    public ConvTranspose2d withOutputPadding(Size2d newOutputPadding) {
        return new ConvTranspose2d(inChannels, outChannels, window, newOutputPadding, bias, groups);
    }

    public ConvTranspose2d withBias(boolean newBias) {
        return new ConvTranspose2d(inChannels, outChannels, window, outputPadding, newBias, groups);
    }

    public ConvTranspose2d withGroups(int newGroups) {
        return new ConvTranspose2d(inChannels, outChannels, window, outputPadding, bias, newGroups);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("ConvTranspose2d", input);
        if (image.channels() != inChannels) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "it expects %d input channels, but its input %s has %d",
                    inChannels,
                    input,
                    image.channels()));
        }
        var padding = window.padding();
        long rows = (image.height() - 1L) * window.stride().height()
                + window.extentHeight()
                + outputPadding.height()
                - padding.top()
                - padding.bottom();
        long columns = (image.width() - 1L) * window.stride().width()
                + window.extentWidth()
                + outputPadding.width()
                - padding.left()
                - padding.right();
        if (Math.min(rows, columns) < 1 || Math.max(rows, columns) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "its output would have %d rows and %d columns, where both must be from 1 to %d; use %s",
                    rows,
                    columns,
                    Integer.MAX_VALUE,
                    Math.min(rows, columns) < 1 ? "less padding" : "a smaller stride"));
        }
        return Shape.image(outChannels, (int) rows, (int) columns);
    }

    /** The fans are those that PyTorch draws initial weights by: where an input goes to, and where an output comes from. */
    @Override
    public List<ParameterSpec> parameters(Shape input) {
        var kernel = window.kernel();
        int fanIn = outChannels / groups * kernel.area();
        int fanOut = inChannels / groups * kernel.area();
        var parameters = new ArrayList<ParameterSpec>();
        parameters.add(new ParameterSpec(
                ParameterSpec.WEIGHT,
                ParameterSpec.Role.WEIGHT,
                List.of(inChannels, outChannels / groups, kernel.height(), kernel.width()),
                fanIn,
                fanOut));
        if (bias) {
            parameters.add(new ParameterSpec(
                    ParameterSpec.BIAS, ParameterSpec.Role.BIAS, List.of(outChannels), fanIn, fanOut));
        }
        return parameters;
    }

    @Override
    public long forwardMacs(Shape input) {
        return (long) input.size() * (outChannels / groups) * window.kernel().area();
    }

    @Override
    public String describe() {
        var text = new StringBuilder(
                String.format(Locale.ROOT, "ConvTranspose2d(%d→%d, %s", inChannels, outChannels, window.describe()));
        if (!outputPadding.equals(NO_OUTPUT_PADDING)) {
            text.append(", output padding ").append(outputPadding);
        }
        if (groups > 1) {
            text.append(String.format(Locale.ROOT, ", %d groups", groups));
        }
        if (!bias) {
            text.append(", no bias");
        }
        return text.append(')').toString();
    }
}
