package org.scratchcnn.kernel;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An array that a kernel keeps from pass to pass, such as its packed weights.
 *
 * @param <A> {@code float[]} or {@code int[]}
 * @see Workspace
 */
public final class Buffer<A> {

    private final int length;
    private final IntFunction<A> constructor;
    private @Nullable A array;

    Buffer(int length, IntFunction<A> constructor) {
        this.length = length;
        this.constructor = constructor;
    }

    int length() {
        return length;
    }

    void allocate() {
        if (array == null) {
            array = constructor.apply(length);
        }
    }

    /**
     * The array, all zero at first.
     *
     * @throws IllegalStateException if the workspace was not allocated after this was planned
     */
    public A array() {
        if (array == null) {
            throw Workspace.notAllocated();
        }
        return array;
    }
}
