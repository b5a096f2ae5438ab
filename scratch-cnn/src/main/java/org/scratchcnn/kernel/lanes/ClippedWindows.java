package org.scratchcnn.kernel.lanes;

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

    /** Whether no position is in two windows. */
    boolean areDisjoint() {
        for (int i = 1; i < from.length; i++) {
            if (from[i] < end[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Whether every position from 0 to {@code input} is in a window. */
    boolean cover(int input) {
        int next = 0;
        for (int i = 0; i < from.length; i++) {
            if (from[i] > next) {
                return false;
            }
            next = end[i];
        }
        return next == input;
    }

    int length(int output) {
        return end[output] - from[output];
    }
}
