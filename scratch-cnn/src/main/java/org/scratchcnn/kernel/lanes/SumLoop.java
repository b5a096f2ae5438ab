package org.scratchcnn.kernel.lanes;

/** The sum of two stretches of values whose length is a multiple of L. */
public interface SumLoop {

    /** Writes {@code y = a + b}; {@code y} may be the one or the other, from the same place on. */
    void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int count);
}
