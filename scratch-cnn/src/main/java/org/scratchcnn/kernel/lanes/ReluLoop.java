package org.scratchcnn.kernel.lanes;

/** The rectifier over a stretch of values whose length is a multiple of L. */
public interface ReluLoop {

    /** Writes {@code y = max(0, x)}. */
    void forward(float[] x, int xAt, float[] y, int yAt, int count);

    /** Writes {@code dx = dy} where {@code y > 0}, and 0 elsewhere. */
    void gradientByInput(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count);
}
