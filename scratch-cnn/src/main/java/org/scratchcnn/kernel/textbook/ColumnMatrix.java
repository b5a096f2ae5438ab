package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/**
 * The matrix whose columns are the windows of an image: row (c, u, v), column (i, j) holds
 * {@code x[c, i·stride + u·dilation − top, j·stride + v·dilation − left]}, and zero outside the image (Chellapilla, Puri
 * and Simard 2006, "High performance convolutional neural networks for document processing"). A convolution is then the
 * product of its weights, {@code [out, in·kH·kW]}, with this matrix.
 *
 * <p>It is {@code kH·kW} times as large as the image, so only a part is made at a time: some rows, and the columns of a
 * band of output rows. It begins at {@link Alignment#LEAD} of an array.
 */
record ColumnMatrix(int channels, WindowAxis vertical, WindowAxis horizontal) {

    static ColumnMatrix of(Window2d window, Shape.Image input, Shape.Image output) {
        return new ColumnMatrix(
                input.channels(), WindowAxis.rows(window, input, output), WindowAxis.columns(window, input, output));
    }

    /** Rows of the whole matrix: {@code in·kH·kW}. */
    int rows() {
        return channels * vertical.kernel() * horizontal.kernel();
    }

    /** Copies rows {@code [firstRow, endRow)} of output rows {@code [top, bottom)}; im2col. */
    void fromImage(float[] x, int image, int firstRow, int endRow, int top, int bottom, float[] matrix) {
        int width = horizontal.output();
        boolean shifted =
                horizontal.stride() == 1 && vertical.stride() == 1 && horizontal.input() == horizontal.output();
        for (int row = firstRow; row < endRow; row++) {
            int v = row % horizontal.kernel();
            int u = row / horizontal.kernel() % vertical.kernel();
            int target = Alignment.LEAD + (row - firstRow) * (bottom - top) * width - top * width;
            int iFirst = Math.clamp(vertical.firstOutput(u), top, bottom);
            int iEnd = Math.clamp(vertical.endOutput(u), iFirst, bottom);
            int jFirst = horizontal.firstOutput(v);
            int jEnd = horizontal.endOutput(v);
            Arrays.fill(matrix, target + top * width, target + iFirst * width, 0);
            if (iFirst < iEnd && jFirst < jEnd) {
                int source = plane(image, row) + horizontal.inputAt(0, v);
                if (shifted) {
                    // The image's rows lie as densely as the matrix's: one copy moves them all.
                    int from = source + vertical.inputAt(iFirst, u) * width + jFirst;
                    int length = (iEnd - 1 - iFirst) * width + jEnd - jFirst;
                    System.arraycopy(x, from, matrix, target + iFirst * width + jFirst, length);
                } else {
                    copyRows(x, source, u, iFirst, iEnd, jFirst, jEnd, matrix, target);
                }
            }
            for (int i = iFirst; i < iEnd; i++) {
                for (int j = 0; j < jFirst; j++) {
                    matrix[target + i * width + j] = 0;
                }
                for (int j = jEnd; j < width; j++) {
                    matrix[target + i * width + j] = 0;
                }
            }
            Arrays.fill(matrix, target + iEnd * width, target + bottom * width, 0);
        }
    }

    private void copyRows(
            float[] x, int source, int u, int iFirst, int iEnd, int jFirst, int jEnd, float[] matrix, int target) {
        int stride = horizontal.stride();
        for (int i = iFirst; i < iEnd; i++) {
            int from = source + vertical.inputAt(i, u) * horizontal.input();
            int to = target + i * horizontal.output();
            for (int j = jFirst; j < jEnd; j++) {
                matrix[to + j] = x[from + j * stride];
            }
        }
    }

    /** Adds all rows of output rows {@code [top, bottom)} to where they came from; col2im, the transpose of im2col. */
    void addToImage(float[] matrix, int top, int bottom, float[] dx, int image) {
        int width = horizontal.output();
        int stride = horizontal.stride();
        for (int row = 0; row < rows(); row++) {
            int v = row % horizontal.kernel();
            int u = row / horizontal.kernel() % vertical.kernel();
            int plane = plane(image, row);
            int iFirst = Math.max(top, vertical.firstOutput(u));
            int iEnd = Math.min(bottom, vertical.endOutput(u));
            int jFirst = horizontal.firstOutput(v);
            int jEnd = horizontal.endOutput(v);
            for (int i = iFirst; i < iEnd; i++) {
                int source = Alignment.LEAD + (row * (bottom - top) + i - top) * width;
                int target = plane + vertical.inputAt(i, u) * horizontal.input() + horizontal.inputAt(0, v);
                if (stride == 1) {
                    // The same loop without the multiplication, which the JIT compiler turns into SIMD.
                    for (int j = jFirst; j < jEnd; j++) {
                        dx[target + j] += matrix[source + j];
                    }
                } else {
                    for (int j = jFirst; j < jEnd; j++) {
                        dx[target + j * stride] += matrix[source + j];
                    }
                }
            }
        }
    }

    /** Where the plane begins that a row is taken from. */
    private int plane(int image, int row) {
        int channel = row / (vertical.kernel() * horizontal.kernel());
        return (image * channels + channel) * vertical.input() * horizontal.input();
    }
}
