package org.scratchcnn.kernel.lanes;

/** Where values stand in a thread's workspace, in floats. */
final class CacheLines {

    /** Starts on a cache line where the array itself does: array data starts at byte 16. */
    static final int FIRST = 12;

    private static final int LENGTH = 16;

    private CacheLines() {}

    /** An odd number of cache lines, so that what stands at multiples of it does not fall into the same cache sets. */
    static int oddNumber(int floats) {
        return (Math.ceilDiv(floats, LENGTH) | 1) * LENGTH;
    }
}
