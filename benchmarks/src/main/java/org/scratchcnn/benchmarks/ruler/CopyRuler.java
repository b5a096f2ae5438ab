package org.scratchcnn.benchmarks.ruler;

import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.worker.record.RulerReading;

/**
 * How fast memory is read and written: an array copied into another, as McCalpin's STREAM benchmark does (1995), bytes
 * read and bytes written both counted.
 */
final class CopyRuler implements Ruler {

    /** Together with its copy more than the caches of most processors hold. */
    private static final int BYTES = 64 << 20;

    /** What a thread copies at once: small enough that threads end together. */
    private static final int CHUNK_BYTES = 1 << 20;

    private static final int CHUNKS = BYTES / CHUNK_BYTES;

    /** So often in each measurement: some hundredths of a second. */
    private static final int COPIES = 4;

    private final byte[] source = new byte[BYTES];
    private final byte[] copy = new byte[BYTES];

    @Override
    public String name() {
        return RulerReading.COPY;
    }

    @Override
    public String unit() {
        return "GB/s";
    }

    /** Copies once, so that the system has given all of the memory. */
    @Override
    public void warmUp() {
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
            copyChunk(chunk);
        }
    }

    @Override
    public double measure(ThreadTeam team) {
        long started = System.nanoTime();
        team.run(COPIES * CHUNKS, (item, _) -> copyChunk(item % CHUNKS));
        long nanos = System.nanoTime() - started;
        return 2.0 * COPIES * BYTES / nanos;
    }

    private void copyChunk(int chunk) {
        System.arraycopy(source, chunk * CHUNK_BYTES, copy, chunk * CHUNK_BYTES, CHUNK_BYTES);
    }
}
