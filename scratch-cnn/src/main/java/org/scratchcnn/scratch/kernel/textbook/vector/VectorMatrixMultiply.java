package org.scratchcnn.scratch.kernel.textbook.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.VectorSupport;
import org.scratchcnn.scratch.kernel.textbook.Matrix;
import org.scratchcnn.scratch.kernel.textbook.MatrixMultiply;

/**
 * Matrix multiplication in the Vector API, built like GotoBLAS (Goto and van de Geijn 2008, "Anatomy of
 * high-performance matrix multiplication"): a block of B and a block of A are copied into panels in the order in which
 * they are read, and a micro-kernel keeps a tile of C, 4 rows of 2 vectors, in registers while it walks along a panel
 * of each. Its 8 accumulators are as many as two units need whose results take 4 cycles. AVX2's 16 registers would hold
 * 6 rows as well, but there C2 moves them to memory and back.
 */
public final class VectorMatrixMultiply implements MatrixMultiply {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE_ROWS = 4;
    private static final int TILE_COLUMNS = 2 * LANES;

    /** A's block, 96 kB, and B's, 256 kB, share the second-level cache; one panel of B stays in the first. */
    private static final int BLOCK_ROWS = 24 * TILE_ROWS;

    private static final int BLOCK_DEPTH = 256;
    private static final int BLOCK_COLUMNS = 256;

    private static final int B_BLOCK = BLOCK_ROWS * BLOCK_DEPTH;
    private static final int EDGE_TILE = B_BLOCK + BLOCK_DEPTH * BLOCK_COLUMNS;

    /**
     * Needs SIMD.
     *
     * @throws UnsupportedOperationException if this JVM has no usable vectors; with the reason
     */
    public VectorMatrixMultiply() {
        VectorSupport.require("Matrix multiplication by vectors");
    }

    @Override
    public String name() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public int scratchSize() {
        return EDGE_TILE + TILE_ROWS * TILE_COLUMNS;
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, boolean accumulate, float[] scratch) {
        for (int column = 0; column < c.columns(); column += BLOCK_COLUMNS) {
            int columns = Math.min(BLOCK_COLUMNS, c.columns() - column);
            for (int k = 0; k < b.rows(); k += BLOCK_DEPTH) {
                int depth = Math.min(BLOCK_DEPTH, b.rows() - k);
                packB(b, k, depth, column, columns, scratch);
                for (int row = 0; row < c.rows(); row += BLOCK_ROWS) {
                    int rows = Math.min(BLOCK_ROWS, c.rows() - row);
                    packA(a, row, rows, k, depth, scratch);
                    multiplyBlocks(rows, columns, depth, c, row, column, accumulate || k > 0, scratch);
                }
            }
        }
    }

    /** Copies a block of A into panels of 4 rows, {@code [panel][k][4]}; rows beyond the last are zero. */
    private static void packA(Matrix a, int row, int rows, int k, int depth, float[] scratch) {
        float[] values = a.values();
        int rowStride = a.rowStride();
        int stride = a.columnStride();
        for (int panelRow = 0; panelRow < rows; panelRow += TILE_ROWS) {
            int panel = panelRow * depth;
            int from = a.index(row + panelRow, k);
            int inside = Math.min(TILE_ROWS, rows - panelRow);
            if (inside == TILE_ROWS) {
                for (int d = 0; d < depth; d++) {
                    int source = from + d * stride;
                    int target = panel + d * TILE_ROWS;
                    scratch[target] = values[source];
                    scratch[target + 1] = values[source + rowStride];
                    scratch[target + 2] = values[source + 2 * rowStride];
                    scratch[target + 3] = values[source + 3 * rowStride];
                }
            } else {
                for (int d = 0; d < depth; d++) {
                    for (int r = 0; r < TILE_ROWS; r++) {
                        scratch[panel + d * TILE_ROWS + r] = r < inside ? values[from + d * stride + r * rowStride] : 0;
                    }
                }
            }
        }
    }

    /** Copies a block of B into panels of 2 vectors, {@code [panel][k][2·lanes]}; columns beyond the last are zero. */
    private static void packB(Matrix b, int k, int depth, int column, int columns, float[] scratch) {
        float[] values = b.values();
        int rowStride = b.rowStride();
        int stride = b.columnStride();
        for (int panelColumn = 0; panelColumn < columns; panelColumn += TILE_COLUMNS) {
            int panel = B_BLOCK + panelColumn * depth;
            int from = b.index(k, column + panelColumn);
            int inside = Math.min(TILE_COLUMNS, columns - panelColumn);
            if (stride == 1 && inside == TILE_COLUMNS) {
                for (int d = 0; d < depth; d++) {
                    int source = from + d * rowStride;
                    int target = panel + d * TILE_COLUMNS;
                    FloatVector.fromArray(SPECIES, values, source).intoArray(scratch, target);
                    FloatVector.fromArray(SPECIES, values, source + LANES).intoArray(scratch, target + LANES);
                }
            } else {
                for (int j = 0; j < TILE_COLUMNS; j++) {
                    for (int d = 0; d < depth; d++) {
                        scratch[panel + d * TILE_COLUMNS + j] =
                                j < inside ? values[from + d * rowStride + j * stride] : 0;
                    }
                }
            }
        }
    }

    private static void multiplyBlocks(
            int rows, int columns, int depth, Matrix c, int row, int column, boolean accumulate, float[] scratch) {
        float[] values = c.values();
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            for (int i = 0; i < rows; i += TILE_ROWS) {
                int target = c.index(row + i, column + j);
                if (i + TILE_ROWS <= rows && j + TILE_COLUMNS <= columns) {
                    MatrixMultiplyTiles.tile4x2(
                            depth, scratch, i * depth, B_BLOCK + j * depth, values, target, c.rowStride(), accumulate);
                } else {
                    MatrixMultiplyTiles.tile4x2(
                            depth, scratch, i * depth, B_BLOCK + j * depth, scratch, EDGE_TILE, TILE_COLUMNS, false);
                    int tileRows = Math.min(TILE_ROWS, rows - i);
                    int tileColumns = Math.min(TILE_COLUMNS, columns - j);
                    copyEdge(scratch, tileRows, tileColumns, values, target, c.rowStride(), accumulate);
                }
            }
        }
    }

    /** Copies the part of a tile that lies inside C. */
    private static void copyEdge(
            float[] scratch, int rows, int columns, float[] c, int cOffset, int cStride, boolean accumulate) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float sum = scratch[EDGE_TILE + i * TILE_COLUMNS + j];
                int target = cOffset + i * cStride + j;
                c[target] = accumulate ? c[target] + sum : sum;
            }
        }
    }
}
