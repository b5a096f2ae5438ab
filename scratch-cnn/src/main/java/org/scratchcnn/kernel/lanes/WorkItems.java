package org.scratchcnn.kernel.lanes;

/** How work is cut into items: by what it is, never by how many threads there are. */
final class WorkItems {

    /** Vector operations that are worth an item: some microseconds. */
    private static final long OPERATIONS = 32_768;

    private WorkItems() {}

    /** How many of {@code count} equal parts make one item, where each takes that many vector operations. */
    static int extent(int count, long operationsPerPart) {
        return Math.clamp(Math.ceilDiv(OPERATIONS, Math.max(1, operationsPerPart)), 1, count);
    }
}
