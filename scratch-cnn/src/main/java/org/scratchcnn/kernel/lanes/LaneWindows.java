package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/** The window at one position of an output, as {@code [in, kH, kW]} vectors of one block's images side by side. */
record LaneWindows(Window2d window, Shape.Image input, LaneStrides strides) {

    static LaneWindows of(Conv2dGeometry geometry, LaneStrides strides) {
        return new LaneWindows(geometry.window(), geometry.input(), strides);
    }

    private int row(int i, int u) {
        return i * window.stride().height()
                + u * window.dilation().height()
                - window.padding().top();
    }

    private int column(int j, int v) {
        return j * window.stride().width()
                + v * window.dilation().width()
                - window.padding().left();
    }

    private boolean isInside(int row, int column) {
        return row >= 0 && row < input.height() && column >= 0 && column < input.width();
    }

    /** Copies a window, with zeros for what lies outside the image. */
    void copy(float[] block, int i, int j, float[] to, int at) {
        int lanes = strides.lanes();
        int next = at;
        for (int c = 0; c < input.channels(); c++) {
            for (int u = 0; u < window.kernel().height(); u++) {
                for (int v = 0; v < window.kernel().width(); v++) {
                    int row = row(i, u);
                    int column = column(j, v);
                    if (isInside(row, column)) {
                        System.arraycopy(block, strides.at(c, row, column), to, next, lanes);
                    } else {
                        Arrays.fill(to, next, next + lanes, 0);
                    }
                    next += lanes;
                }
            }
        }
    }

    /** Adds what stands for channels {@code [first, end)} of a window to where these are; what lies outside is dropped. */
    void add(float[] from, int at, int first, int end, int i, int j, float[] block) {
        int lanes = strides.lanes();
        int next = at;
        for (int c = first; c < end; c++) {
            for (int u = 0; u < window.kernel().height(); u++) {
                for (int v = 0; v < window.kernel().width(); v++) {
                    int row = row(i, u);
                    int column = column(j, v);
                    if (isInside(row, column)) {
                        int to = strides.at(c, row, column);
                        for (int lane = 0; lane < lanes; lane++) {
                            block[to + lane] += from[next + lane];
                        }
                    }
                    next += lanes;
                }
            }
        }
    }
}
