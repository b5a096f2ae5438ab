package org.scratchcnn.kernel.textbook;

import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/**
 * A window sliding along one direction of an image. Its elements are called taps; tap {@code t} of the window at output
 * {@code o} lies on input {@code o·stride + t·dilation − padding}, which may be outside the image.
 *
 * @param padding before the first input
 */
record WindowAxis(int input, int output, int kernel, int stride, int padding, int dilation) {

    static WindowAxis rows(Window2d window, Shape.Image input, Shape.Image output) {
        return new WindowAxis(
                input.height(),
                output.height(),
                window.kernel().height(),
                window.stride().height(),
                window.padding().top(),
                window.dilation().height());
    }

    static WindowAxis columns(Window2d window, Shape.Image input, Shape.Image output) {
        return new WindowAxis(
                input.width(),
                output.width(),
                window.kernel().width(),
                window.stride().width(),
                window.padding().left(),
                window.dilation().width());
    }

    /** The input under a tap of the window at an output. */
    int inputAt(int atOutput, int tap) {
        return atOutput * stride + tap * dilation - padding;
    }

    /** The first output at which a tap lies inside the image. */
    int firstOutput(int tap) {
        return Math.min(output, Math.max(0, Math.ceilDiv(padding - tap * dilation, stride)));
    }

    /** One past the last output at which a tap lies inside the image; not less than {@link #firstOutput}. */
    int endOutput(int tap) {
        int end = Math.floorDiv(input - 1 + padding - tap * dilation, stride) + 1;
        return Math.max(firstOutput(tap), Math.min(output, end));
    }

    /** The first tap of the window at an output that lies inside the image. */
    int firstTap(int atOutput) {
        return Math.clamp(Math.ceilDiv(padding - atOutput * stride, dilation), 0, kernel);
    }

    /** One past the last tap of the window at an output that lies inside the image; not less than {@link #firstTap}. */
    int endTap(int atOutput) {
        int end = Math.floorDiv(input - 1 + padding - atOutput * stride, dilation) + 1;
        return Math.max(firstTap(atOutput), Math.min(kernel, end));
    }
}
