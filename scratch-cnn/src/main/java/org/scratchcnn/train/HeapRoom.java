package org.scratchcnn.train;

import java.util.Locale;
import java.util.function.IntFunction;
import org.scratchcnn.engine.InsufficientMemoryException;
import org.scratchcnn.kernel.VirtualMachine;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.PlannedArrays;

/**
 * What is left of a JVM's heap.
 *
 * @param limit bytes that the heap may grow to
 * @param used bytes of it in use, with garbage that was not collected yet
 * @param region bytes of the regions that the collector G1 cuts the heap into; 0 with another collector
 */
record HeapRoom(long limit, long used, long region) {

    /** One part in so many of the heap is left to batches, evaluation and the collector. */
    private static final int RESERVED_PART = 10;

    private static final int ARRAY_HEADER = 16;
    private static final long MEBIBYTE = 1 << 20;

    static HeapRoom ofThisJvm() {
        var runtime = Runtime.getRuntime();
        return new HeapRoom(runtime.maxMemory(), runtime.totalMemory() - runtime.freeMemory(), g1RegionSize());
    }

    private static long g1RegionSize() {
        var jvm = VirtualMachine.current();
        return jvm.isOn("UseG1GC")
                ? jvm.option("G1HeapRegionSize").map(Long::parseLong).orElse(0L)
                : 0;
    }

    /** Bytes that a session may take. */
    long free() {
        return Math.max(0, limit - limit / RESERVED_PART - used);
    }

    /** Bytes of the heap that the arrays take: G1 gives one of half a region or more whole regions of its own. */
    long taken(PlannedArrays arrays) {
        long each = arrays.length() * Float.BYTES + ARRAY_HEADER;
        return arrays.count() * (region > 0 && each >= region / 2 ? Math.ceilDiv(each, region) * region : each);
    }

    /** Bytes of the heap that all arrays take. */
    private long taken(MemoryPlan memory) {
        return memory.arrays().mapToLong(this::taken).sum();
    }

    boolean fits(MemoryPlan memory) {
        return taken(memory) <= free();
    }

    /**
     * Refuses what does not fit.
     *
     * @param purpose of the session, the beginning of the message
     * @param withBatch what batches of another size would take
     * @throws InsufficientMemoryException with the bytes needed, those there are, and what would fit
     */
    void require(String purpose, MemoryPlan memory, IntFunction<MemoryPlan> withBatch) {
        if (!fits(memory)) {
            throw new InsufficientMemoryException(String.format(
                    Locale.ROOT,
                    "%s needs %,d bytes (%s). As arrays they take %,d bytes of the Java heap, which is limited to %,d and has %,d left for it; %s a larger heap, about -Xmx%dm",
                    purpose,
                    memory.total(),
                    memory.describe(),
                    taken(memory),
                    limit,
                    free(),
                    advice(memory.batchSize(), withBatch),
                    mebibytesFor(memory)));
        }
    }

    private String advice(int tooLarge, IntFunction<MemoryPlan> withBatch) {
        int largest = largestBatch(tooLarge, withBatch);
        return largest == 0
                ? "not even one sample at a time fits, so take"
                : String.format(Locale.ROOT, "the largest batch that fits is %d: take that or less, or", largest);
    }

    /** The largest batch below {@code tooLarge} that fits, by bisection; 0 if none does. */
    private int largestBatch(int tooLarge, IntFunction<MemoryPlan> withBatch) {
        int fitting = 0;
        int failing = tooLarge;
        while (failing - fitting > 1) {
            int middle = (fitting + failing) >>> 1;
            if (fits(withBatch.apply(middle))) {
                fitting = middle;
            } else {
                failing = middle;
            }
        }
        return fitting;
    }

    /** The smallest heap in MiB, with regions of this size, that has room for it beside what is in use. */
    private long mebibytesFor(MemoryPlan memory) {
        long bytes = Math.ceilDiv((used + taken(memory)) * RESERVED_PART, RESERVED_PART - 1);
        return Math.ceilDiv(bytes, MEBIBYTE);
    }
}
