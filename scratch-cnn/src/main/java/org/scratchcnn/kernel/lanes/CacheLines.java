package org.scratchcnn.kernel.lanes;

/** Distances between values in a workspace, in floats. */
final class CacheLines {

    private static final int LENGTH = 16;

    private CacheLines() {}

    /** An odd number of cache lines, so that what stands at multiples of it does not fall into the same cache sets. */
    static int oddNumber(int floats) {
        return (Math.ceilDiv(floats, LENGTH) | 1) * LENGTH;
    }
}
