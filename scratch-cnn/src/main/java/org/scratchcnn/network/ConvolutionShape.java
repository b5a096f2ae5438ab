package org.scratchcnn.network;

import java.util.Locale;

/** A convolution with the image that it is applied to: all that its cost depends on. */
public record ConvolutionShape(Conv2d convolution, Shape.Image input) {

    /** Multiplications and additions of the direct method, of any one pass over {@code images} images. */
    public long nominalFlops(int images) {
        return 2 * convolution.forwardMacs(input) * images;
    }

    /** For example {@code 32→64 3×3 @16×16}, or {@code 32→64 3×3 in 4 groups @16×16}. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d→%d %s%s @%d×%d",
                convolution.inChannels(),
                convolution.outChannels(),
                convolution.window().kernel(),
                convolution.groups() == 1 ? "" : String.format(Locale.ROOT, " in %d groups", convolution.groups()),
                input.height(),
                input.width());
    }
}
