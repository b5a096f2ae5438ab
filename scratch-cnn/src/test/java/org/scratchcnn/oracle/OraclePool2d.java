package org.scratchcnn.oracle;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.scratchcnn.kernel.Pool2dGeometry;

/** Max and average pooling in double precision, as slow and plain as can be. */
public final class OraclePool2d {

    /** Does something with the window of one output. */
    @FunctionalInterface
    private interface Window {
        /** Takes the indices in x of the window's part inside the image, in row-major order. */
        void take(int[] xIndices, int yIndex);
    }

    private final Pool2dGeometry geometry;
    private final int images;

    public OraclePool2d(Pool2dGeometry geometry, int images) {
        this.geometry = geometry;
        this.images = images;
    }

    public int xSize() {
        return images * geometry.input().size();
    }

    public int ySize() {
        return images * geometry.output().size();
    }

    public double[] maxForward(double[] x) {
        var y = new double[ySize()];
        forEachWindow((indices, yIndex) -> y[yIndex] = x[firstMaximum(indices, x)]);
        return y;
    }

    public double[] maxGradientByInput(double[] x, double[] dy) {
        var dx = new double[xSize()];
        forEachWindow((indices, yIndex) -> dx[firstMaximum(indices, x)] += dy[yIndex]);
        return dx;
    }

    /** Indices in x of a window's two largest values. */
    public record Maxima(int largest, int second) {}

    /** Of each window that has two values, the first of equal ones first; windows that overlap may have the same. */
    public Set<Maxima> maxima(double[] x) {
        var maxima = new LinkedHashSet<Maxima>();
        forEachWindow((indices, yIndex) -> {
            if (indices.length > 1) {
                int largest = firstMaximum(indices, x);
                var others =
                        Arrays.stream(indices).filter(index -> index != largest).toArray();
                maxima.add(new Maxima(largest, firstMaximum(others, x)));
            }
        });
        return maxima;
    }

    public double[] avgForward(double[] x, boolean countPadding) {
        var y = new double[ySize()];
        forEachWindow((indices, yIndex) -> {
            for (int index : indices) {
                y[yIndex] += x[index] / divisor(indices, countPadding);
            }
        });
        return y;
    }

    public double[] avgGradientByInput(double[] dy, boolean countPadding) {
        var dx = new double[xSize()];
        forEachWindow((indices, yIndex) -> {
            for (int index : indices) {
                dx[index] += dy[yIndex] / divisor(indices, countPadding);
            }
        });
        return dx;
    }

    private int divisor(int[] indices, boolean countPadding) {
        return countPadding ? geometry.window().kernel().area() : indices.length;
    }

    private static int firstMaximum(int[] indices, double[] x) {
        int first = indices[0];
        for (int index : indices) {
            if (x[index] > x[first]) {
                first = index;
            }
        }
        return first;
    }

    private void forEachWindow(Window action) {
        var in = geometry.input();
        var out = geometry.output();
        int yIndex = 0;
        for (int plane = 0; plane < images * in.channels(); plane++) {
            for (int i = 0; i < out.height(); i++) {
                for (int j = 0; j < out.width(); j++) {
                    action.take(indices(plane * in.height() * in.width(), i, j), yIndex++);
                }
            }
        }
    }

    private int[] indices(int plane, int i, int j) {
        var in = geometry.input();
        var window = geometry.window();
        int count = 0;
        var indices = new int[window.kernel().area()];
        for (int u = 0; u < window.kernel().height(); u++) {
            for (int v = 0; v < window.kernel().width(); v++) {
                int row = i * window.stride().height() + u - window.padding().top();
                int column = j * window.stride().width() + v - window.padding().left();
                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                    indices[count++] = plane + row * in.width() + column;
                }
            }
        }
        return Arrays.copyOf(indices, count);
    }
}
