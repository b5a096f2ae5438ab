package org.scratchcnn.network;

/**
 * Arrays of {@code float} or {@code int}, to be allocated or allocated already.
 *
 * @param count how many
 * @param length elements of each
 */
public record PlannedArrays(long count, long length) {

    /** Bytes of all elements. */
    public long bytes() {
        return count * length * Float.BYTES;
    }
}
