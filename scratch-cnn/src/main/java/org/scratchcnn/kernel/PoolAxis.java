package org.scratchcnn.kernel;

import java.util.Arrays;

/**
 * A pooling's windows in one direction, clipped to the image: output i reads positions {@code [from[i], end[i])}.
 *
 * @param divisor an average's in this direction; it is divided by the product of both directions'
 */
public record PoolAxis(int[] from, int[] end, int[] divisor) {

    /**
     * Windows of one size, equally far apart.
     *
     * @param before positions of padding before the first one
     * @param after positions of padding behind the last one
     * @param countPadding whether divisors count the padding that a window holds
     */
    static PoolAxis sliding(
            int input, int output, int kernel, int stride, int before, int after, boolean countPadding) {
        var from = new int[output];
        var end = new int[output];
        var divisor = new int[output];
        for (int i = 0; i < output; i++) {
            int start = i * stride - before;
            from[i] = Math.max(start, 0);
            end[i] = Math.min(start + kernel, input);
            divisor[i] = countPadding ? Math.min(start + kernel, input + after) - start : end[i] - from[i];
        }
        return new PoolAxis(from, end, divisor);
    }

    /** As many windows as there are outputs, from the first position to the last. */
    static PoolAxis adaptive(int input, int output) {
        var from = new int[output];
        var end = new int[output];
        var divisor = new int[output];
        for (int i = 0; i < output; i++) {
            from[i] = (int) ((long) i * input / output);
            end[i] = (int) Math.ceilDiv((i + 1L) * input, output);
            divisor[i] = end[i] - from[i];
        }
        return new PoolAxis(from, end, divisor);
    }

    /** Windows side by side of which sums are taken. */
    static PoolAxis sums(int input, int output) {
        var windows = adaptive(input, output);
        Arrays.fill(windows.divisor, 1);
        return windows;
    }

    public int outputs() {
        return from.length;
    }

    public int length(int output) {
        return end[output] - from[output];
    }

    /** Positions in all windows together. */
    public long positions() {
        long sum = 0;
        for (int i = 0; i < outputs(); i++) {
            sum += length(i);
        }
        return sum;
    }

    /** Whether all windows have two positions. */
    public boolean isOfPairs() {
        for (int i = 0; i < outputs(); i++) {
            if (length(i) != 2) {
                return false;
            }
        }
        return true;
    }

    /** Whether no position is in two windows. */
    public boolean isDisjoint() {
        for (int i = 1; i < outputs(); i++) {
            if (from[i] < end[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Whether every position from 0 to {@code input} is in a window. */
    public boolean covers(int input) {
        int next = 0;
        for (int i = 0; i < outputs(); i++) {
            if (from[i] > next) {
                return false;
            }
            next = end[i];
        }
        return next == input;
    }
}
