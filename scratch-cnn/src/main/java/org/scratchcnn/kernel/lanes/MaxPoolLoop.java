package org.scratchcnn.kernel.lanes;

/**
 * Max pooling of one row of outputs. Windows are clipped to the image: output j has rows {@code [0, rows)} from the first
 * one and columns {@code [columnFrom[j], columnEnd[j])}.
 */
public interface MaxPoolLoop {

    /**
     * Writes the maxima.
     *
     * @param xAt where column 0 of the windows' first row stands
     * @param xRow distance between rows of x
     * @param yAt where the first maximum is written
     */
    void forward(float[] x, int xAt, int xRow, int rows, int[] columnFrom, int[] columnEnd, float[] y, int yAt);

    /**
     * Adds each dy to dx at the first value of x in its window, row by row, that equals y.
     *
     * @param fresh whether dx holds nothing yet: instead of adding, dy or 0 is written to every value of the windows
     */
    void gradientByInput(
            float[] x,
            int xAt,
            int xRow,
            int rows,
            int[] columnFrom,
            int[] columnEnd,
            float[] y,
            int yAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int dxRow,
            boolean fresh);
}
