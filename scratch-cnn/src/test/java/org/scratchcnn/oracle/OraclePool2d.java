package org.scratchcnn.oracle;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** Max and average pooling in double precision, as slow and plain as can be. */
public final class OraclePool2d {

    /** Does something with the window of one output. */
    @FunctionalInterface
    private interface Window {
        /** Takes the indices in x of the window's part inside the image, in row-major order. */
        void take(int[] xIndices, int yIndex);
    }

    /** One direction: which positions a window takes, inside the image or not, and what an average is divided by. */
    private interface Axis {
        int from(int output);

        int end(int output);

        int divisor(int output);
    }

    private record Sliding(int input, int kernel, int stride, int before, int after, boolean countPadding)
            implements Axis {
        @Override
        public int from(int output) {
            return output * stride - before;
        }

        @Override
        public int end(int output) {
            return from(output) + kernel;
        }

        @Override
        public int divisor(int output) {
            int count = 0;
            for (int position = from(output); position < end(output); position++) {
                boolean isInside = position >= 0 && position < input;
                boolean isPadding = position >= -before && position < input + after;
                count += isInside || (countPadding && isPadding) ? 1 : 0;
            }
            return count;
        }
    }

    /** PyTorch's adaptive windows: from ⌊i·in/out⌋ to ⌈(i + 1)·in/out⌉. */
    private record Adaptive(int input, int outputs) implements Axis {
        @Override
        public int from(int output) {
            return (int) Math.floor((double) output * input / outputs);
        }

        @Override
        public int end(int output) {
            return (int) Math.ceil((output + 1.0) * input / outputs);
        }

        @Override
        public int divisor(int output) {
            return end(output) - from(output);
        }
    }

    private final Shape.Image in;
    private final Shape.Image out;
    private final int images;
    private final Axis rows;
    private final Axis columns;

    private OraclePool2d(Shape.Image in, Shape.Image out, int images, Axis rows, Axis columns) {
        this.in = in;
        this.out = out;
        this.images = images;
        this.rows = rows;
        this.columns = columns;
    }

    /** Windows of one size. */
    public static OraclePool2d sliding(PoolWindow window, boolean countPadding, Shape.Image in, int images) {
        var padding = window.padding();
        return new OraclePool2d(
                in,
                window.outputShape(in),
                images,
                new Sliding(
                        in.height(),
                        window.kernel().height(),
                        window.stride().height(),
                        padding.top(),
                        padding.bottom(),
                        countPadding),
                new Sliding(
                        in.width(),
                        window.kernel().width(),
                        window.stride().width(),
                        padding.left(),
                        padding.right(),
                        countPadding));
    }

    /** Windows that divide the image into so many rows and columns. */
    public static OraclePool2d adaptive(Size2d size, Shape.Image in, int images) {
        return new OraclePool2d(
                in,
                Shape.image(in.channels(), size.height(), size.width()),
                images,
                new Adaptive(in.height(), size.height()),
                new Adaptive(in.width(), size.width()));
    }

    public int xSize() {
        return images * in.size();
    }

    public int ySize() {
        return images * out.size();
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

    public double[] avgForward(double[] x) {
        var y = new double[ySize()];
        forEachWindow((indices, yIndex) -> {
            for (int index : indices) {
                y[yIndex] += x[index] / divisor(yIndex);
            }
        });
        return y;
    }

    public double[] avgGradientByInput(double[] dy) {
        var dx = new double[xSize()];
        forEachWindow((indices, yIndex) -> {
            for (int index : indices) {
                dx[index] += dy[yIndex] / divisor(yIndex);
            }
        });
        return dx;
    }

    private int divisor(int yIndex) {
        return rows.divisor(yIndex / out.width() % out.height()) * columns.divisor(yIndex % out.width());
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
        var indices = IntStream.builder();
        for (int row = rows.from(i); row < rows.end(i); row++) {
            for (int column = columns.from(j); column < columns.end(j); column++) {
                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                    indices.add(plane + row * in.width() + column);
                }
            }
        }
        return indices.build().toArray();
    }
}
