package org.scratchcnn.scratch.kernel.lanes.vector;

/**
 * A number as a sum of threes, then twos, then ones, with a one only where it is one: a kernel for three or two keeps the
 * multipliers busy, one for one waits for its own sums.
 */
final class TripleSplit {

    private TripleSplit() {}

    static int threes(int count) {
        return count % 3 == 1 && count > 1 ? count / 3 - 1 : count / 3;
    }

    static int twos(int count) {
        return (count - 3 * threes(count)) / 2;
    }

    static int ones(int count) {
        return count == 1 ? 1 : 0;
    }
}
