package org.scratchcnn.scratch.kernel.lanes;

/**
 * A pooling's windows in one direction, clipped to the image: output i reads positions {@code [from[i], end[i])}.
 *
 * @param paddedExtent the windows' extents with the padding that they hold, but not beyond it
 */
record ClippedWindows(int[] from, int[] end, int[] paddedExtent) {

    static ClippedWindows of(int input, int output, int kernel, int stride, int before, int after) {
        var from = new int[output];
        var end = new int[output];
        var paddedExtent = new int[output];
        for (int i = 0; i < output; i++) {
            int start = i * stride - before;
            from[i] = Math.max(start, 0);
            end[i] = Math.min(start + kernel, input);
            paddedExtent[i] = Math.min(start + kernel, input + after) - start;
        }
        return new ClippedWindows(from, end, paddedExtent);
    }

    int length(int output) {
        return end[output] - from[output];
    }
}
