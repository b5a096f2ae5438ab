package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Padding2d;

/** How far a convolution's windows reach beyond its input, and those of its gradient by input beyond the output. */
final class ConvolutionBorders {

    private ConvolutionBorders() {}

    static Padding2d input(Conv2dGeometry geometry) {
        var window = geometry.window();
        var padding = window.padding();
        var input = geometry.input();
        var output = geometry.output();
        int lastRow = (output.height() - 1) * window.stride().height() + window.extentHeight() - 1 - padding.top();
        int lastColumn = (output.width() - 1) * window.stride().width() + window.extentWidth() - 1 - padding.left();
        return new Padding2d(
                padding.top(),
                padding.left(),
                Math.max(0, lastRow - (input.height() - 1)),
                Math.max(0, lastColumn - (input.width() - 1)));
    }

    static Padding2d outputGradient(Conv2dGeometry geometry) {
        var window = geometry.window();
        var padding = window.padding();
        var kernel = window.kernel();
        var stride = window.stride();
        var dilation = window.dilation();
        var input = geometry.input();
        var output = geometry.output();
        return new Padding2d(
                before(kernel.height(), stride.height(), dilation.height(), padding.top(), input.height()),
                before(kernel.width(), stride.width(), dilation.width(), padding.left(), input.width()),
                after(
                        kernel.height(),
                        stride.height(),
                        dilation.height(),
                        padding.top(),
                        input.height(),
                        output.height()),
                after(kernel.width(), stride.width(), dilation.width(), padding.left(), input.width(), output.width()));
    }

    static boolean covers(Padding2d border, Padding2d needed) {
        return border.max(needed).equals(border);
    }

    /** Outputs before the first one that inputs would need: input i meets output {@code (i + padding − k·dilation) / stride}. */
    private static int before(int kernel, int stride, int dilation, int padding, int input) {
        int first = 0;
        for (int i = 0; i < input; i++) {
            for (int k = 0; k < kernel; k++) {
                int at = i + padding - k * dilation;
                if (at % stride == 0) {
                    first = Math.min(first, at / stride);
                }
            }
        }
        return -first;
    }

    private static int after(int kernel, int stride, int dilation, int padding, int input, int output) {
        int last = output - 1;
        for (int i = 0; i < input; i++) {
            for (int k = 0; k < kernel; k++) {
                int at = i + padding - k * dilation;
                if (at % stride == 0) {
                    last = Math.max(last, at / stride);
                }
            }
        }
        return last - (output - 1);
    }
}
