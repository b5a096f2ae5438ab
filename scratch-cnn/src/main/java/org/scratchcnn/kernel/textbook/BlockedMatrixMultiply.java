package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;

/**
 * Matrix multiplication in scalar loops, blocked for the cache: a block of B is copied to where it stays in the
 * first-level cache while all rows of A pass by (Lam, Rothberg and Wolf 1991, "The cache performance and optimizations
 * of blocked algorithms"). The inner loop runs along a row of C, which the JIT compiler turns into SIMD by itself.
 */
public final class BlockedMatrixMultiply implements MatrixMultiply {

    /** Rows of B in a block; 64·128 floats are 32 kB. */
    private static final int BLOCK_DEPTH = 64;

    private static final int BLOCK_COLUMNS = 128;

    @Override
    public String name() {
        return "blocked";
    }

    @Override
    public int workspaceSize() {
        return BLOCK_DEPTH * BLOCK_COLUMNS;
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, boolean accumulate, float[] workspace) {
        if (!accumulate) {
            for (int row = 0; row < c.rows(); row++) {
                Arrays.fill(c.values(), c.index(row, 0), c.index(row, 0) + c.columns(), 0);
            }
        }
        for (int column = 0; column < b.columns(); column += BLOCK_COLUMNS) {
            int columns = Math.min(BLOCK_COLUMNS, b.columns() - column);
            for (int k = 0; k < b.rows(); k += BLOCK_DEPTH) {
                int depth = Math.min(BLOCK_DEPTH, b.rows() - k);
                copyBlock(b, k, depth, column, columns, workspace);
                for (int row = 0; row < a.rows(); row++) {
                    addRow(a, row, k, depth, workspace, columns, c.values(), c.index(row, column));
                }
            }
        }
    }

    @Override
    public void multiplyColumn(Matrix a, float[] x, int xOffset, float[] y, int yOffset, float[] workspace) {
        for (int row = 0; row < a.rows(); row++) {
            y[yOffset + row] += dotProduct(a.values(), a.index(row, 0), x, xOffset, a.columns());
        }
    }

    /** In four sums, so that none of them waits for the last addition. */
    private static float dotProduct(float[] a, int aOffset, float[] b, int bOffset, int length) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            sum0 += a[aOffset + i] * b[bOffset + i];
            sum1 += a[aOffset + i + 1] * b[bOffset + i + 1];
            sum2 += a[aOffset + i + 2] * b[bOffset + i + 2];
            sum3 += a[aOffset + i + 3] * b[bOffset + i + 3];
        }
        for (; i < length; i++) {
            sum0 += a[aOffset + i] * b[bOffset + i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    private static void copyBlock(Matrix b, int k, int depth, int column, int columns, float[] block) {
        float[] values = b.values();
        int stride = b.columnStride();
        for (int d = 0; d < depth; d++) {
            int from = b.index(k + d, column);
            int to = Alignment.LEAD + d * columns;
            if (stride == 1) {
                System.arraycopy(values, from, block, to, columns);
            } else {
                for (int j = 0; j < columns; j++) {
                    block[to + j] = values[from + j * stride];
                }
            }
        }
    }

    /** Adds to a part of one row of C; four rows of the block at a time, so that C is read and written less often. */
    private static void addRow(
            Matrix a, int row, int k, int depth, float[] block, int columns, float[] c, int cOffset) {
        float[] values = a.values();
        int from = a.index(row, k);
        int stride = a.columnStride();
        int d = 0;
        for (; d + 4 <= depth; d += 4) {
            float a0 = values[from + d * stride];
            float a1 = values[from + (d + 1) * stride];
            float a2 = values[from + (d + 2) * stride];
            float a3 = values[from + (d + 3) * stride];
            int b0 = Alignment.LEAD + d * columns;
            int b1 = b0 + columns;
            int b2 = b1 + columns;
            int b3 = b2 + columns;
            for (int j = 0; j < columns; j++) {
                c[cOffset + j] += a0 * block[b0 + j] + a1 * block[b1 + j] + a2 * block[b2 + j] + a3 * block[b3 + j];
            }
        }
        for (; d < depth; d++) {
            float a0 = values[from + d * stride];
            int b0 = Alignment.LEAD + d * columns;
            for (int j = 0; j < columns; j++) {
                c[cOffset + j] += a0 * block[b0 + j];
            }
        }
    }
}
