package org.scratchcnn.kernel;

import java.util.Arrays;
import org.scratchcnn.network.PlannedArrays;

/**
 * One array for each thread of a team, for what an item needs while it is worked on. All kernels of a backend share them,
 * since one runs at a time: an item finds there whatever the last one left.
 *
 * @see Workspace
 */
public final class ThreadBuffers {

    private static final float[] NOT_ALLOCATED = {};

    private final float[][] arrays;
    private int length;

    ThreadBuffers(int threads) {
        this.arrays = new float[threads][];
        Arrays.fill(arrays, NOT_ALLOCATED);
    }

    void reserve(int atLeast) {
        length = Math.max(length, atLeast);
    }

    PlannedArrays arrays() {
        return new PlannedArrays(arrays.length, length);
    }

    void allocate() {
        for (int thread = 0; thread < arrays.length; thread++) {
            if (arrays[thread].length < length) {
                arrays[thread] = new float[length];
            }
        }
    }

    /**
     * A thread's array, at least as long as any kernel reserved.
     *
     * @throws IllegalStateException if the workspace was not allocated after this was planned
     */
    public float[] of(int thread) {
        var array = arrays[thread];
        if (array.length < length) {
            throw Workspace.notAllocated();
        }
        return array;
    }
}
