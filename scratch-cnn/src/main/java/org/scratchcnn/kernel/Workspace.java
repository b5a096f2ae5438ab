package org.scratchcnn.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.scratchcnn.network.PlannedArrays;

/**
 * The memory that a backend's kernels need beside parameters and activations. They reserve it while they are planned, and
 * it is allocated before the first of them runs: so its size is known before, and is the size that is then allocated.
 * Tables of indexes, a few for each channel or row of a layer, are not counted.
 *
 * <p>What vectors load or store of an array of floats begins at {@link Alignment#LEAD}; what is read one by one may begin
 * at 0.
 */
public final class Workspace {

    /** The most elements that every JVM gives an array. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final List<Buffer<?>> buffers = new ArrayList<>();
    private final ThreadBuffers threadBuffers;

    /** Of kernels that run on a team of that many threads. */
    public Workspace(int threads) {
        this.threadBuffers = new ThreadBuffers(threads);
    }

    /**
     * Reserves an array for one kernel, to be kept from pass to pass.
     *
     * @param length from {@link Alignment#LEAD} on
     * @throws IllegalArgumentException if it is longer than an array can be
     */
    public Buffer<float[]> floats(long length) {
        return reserved(new Buffer<>(requireArray(Alignment.LEAD + length), float[]::new));
    }

    /**
     * Reserves an array for one kernel, to be kept from pass to pass.
     *
     * @throws IllegalArgumentException if it is longer than an array can be
     */
    public Buffer<int[]> ints(long length) {
        return reserved(new Buffer<>(requireArray(length), int[]::new));
    }

    private <A> Buffer<A> reserved(Buffer<A> buffer) {
        buffers.add(buffer);
        return buffer;
    }

    /**
     * Reserves an array of at least that length for each thread, shared by all kernels.
     *
     * @param length from {@link Alignment#LEAD} on
     * @throws IllegalArgumentException if it is longer than an array can be
     */
    public ThreadBuffers perThread(long length) {
        if (length > 0) {
            threadBuffers.reserve(requireArray(Alignment.LEAD + length));
        }
        return threadBuffers;
    }

    private static int requireArray(long length) {
        if (length > LONGEST_ARRAY) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A kernel needs %d values in an array, more than one can hold; use smaller batches or layers",
                    length));
        }
        return (int) length;
    }

    /** What was reserved, whether or not it is allocated yet. */
    public List<PlannedArrays> arrays() {
        var arrays = new ArrayList<PlannedArrays>();
        for (var buffer : buffers) {
            arrays.add(new PlannedArrays(1, buffer.length()));
        }
        arrays.add(threadBuffers.arrays());
        return List.copyOf(arrays);
    }

    /** Allocates what was reserved and isn't allocated yet. */
    public void allocate() {
        for (var buffer : buffers) {
            buffer.allocate();
        }
        threadBuffers.allocate();
    }

    static IllegalStateException notAllocated() {
        return new IllegalStateException("The kernels' workspace is not allocated; call Workspace.allocate first");
    }
}
