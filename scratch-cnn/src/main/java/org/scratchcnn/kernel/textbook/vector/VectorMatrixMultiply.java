package org.scratchcnn.kernel.textbook.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.kernel.textbook.Matrix;
import org.scratchcnn.kernel.textbook.MatrixMultiply;

/**
 * Matrix multiplication in the Vector API, built like GotoBLAS (Goto and van de Geijn 2008, "Anatomy of
 * high-performance matrix multiplication"): a block of B is copied into panels in the order in which it is read, and a
 * micro-kernel keeps a tile of C, 4 rows of 2 vectors, in registers while it walks along a panel of B and 4 rows of A.
 * A's elements are broadcast from where they lie: copying them into panels as well gained nothing. The tile's 8
 * accumulators are as many as two units need whose results take 4 cycles. AVX2's 16 registers would hold 6 rows as well,
 * but there C2 moves them to memory and back.
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

    private static final int EDGE_TILE = Alignment.LEAD + BLOCK_DEPTH * BLOCK_COLUMNS;

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
    public int workspaceSize() {
        return EDGE_TILE - Alignment.LEAD + TILE_ROWS * TILE_COLUMNS;
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, boolean accumulate, float[] workspace) {
        for (int column = 0; column < c.columns(); column += BLOCK_COLUMNS) {
            int columns = Math.min(BLOCK_COLUMNS, c.columns() - column);
            for (int k = 0; k < b.rows(); k += BLOCK_DEPTH) {
                int depth = Math.min(BLOCK_DEPTH, b.rows() - k);
                packB(b, k, depth, column, columns, workspace);
                for (int row = 0; row < c.rows(); row += BLOCK_ROWS) {
                    int rows = Math.min(BLOCK_ROWS, c.rows() - row);
                    multiplyBlocks(a, k, depth, c, row, rows, column, columns, accumulate || k > 0, workspace);
                }
            }
        }
    }

    @Override
    public void multiplyColumn(Matrix a, float[] x, int xOffset, float[] y, int yOffset, float[] workspace) {
        MatrixVectorProduct.add(a, x, xOffset, y, yOffset, workspace);
    }

    /** Copies a block of B into panels of 2 vectors, {@code [panel][k][2·lanes]}; columns beyond the last are zero. */
    private static void packB(Matrix b, int k, int depth, int column, int columns, float[] workspace) {
        float[] values = b.values();
        int rowStride = b.rowStride();
        int stride = b.columnStride();
        for (int panelColumn = 0; panelColumn < columns; panelColumn += TILE_COLUMNS) {
            int panel = Alignment.LEAD + panelColumn * depth;
            int from = b.index(k, column + panelColumn);
            int inside = Math.min(TILE_COLUMNS, columns - panelColumn);
            if (stride == 1 && inside == TILE_COLUMNS) {
                for (int d = 0; d < depth; d++) {
                    int source = from + d * rowStride;
                    int target = panel + d * TILE_COLUMNS;
                    FloatVector.fromArray(SPECIES, values, source).intoArray(workspace, target);
                    FloatVector.fromArray(SPECIES, values, source + LANES).intoArray(workspace, target + LANES);
                }
            } else {
                for (int j = 0; j < TILE_COLUMNS; j++) {
                    for (int d = 0; d < depth; d++) {
                        workspace[panel + d * TILE_COLUMNS + j] =
                                j < inside ? values[from + d * rowStride + j * stride] : 0;
                    }
                }
            }
        }
    }

    private static void multiplyBlocks(
            Matrix a,
            int k,
            int depth,
            Matrix c,
            int row,
            int rows,
            int column,
            int columns,
            boolean accumulate,
            float[] workspace) {
        int end = row + rows;
        for (int j = 0; j < columns; j += TILE_COLUMNS) {
            int panel = Alignment.LEAD + j * depth;
            for (int i = row; i < end; i += TILE_ROWS) {
                int target = c.index(i, column + j);
                if (i + TILE_ROWS <= end && j + TILE_COLUMNS <= columns) {
                    multiplyTile(a, i, end, k, depth, workspace, panel, c.values(), target, c.rowStride(), accumulate);
                } else {
                    multiplyTile(a, i, end, k, depth, workspace, panel, workspace, EDGE_TILE, TILE_COLUMNS, false);
                    int tileRows = Math.min(TILE_ROWS, end - i);
                    int tileColumns = Math.min(TILE_COLUMNS, columns - j);
                    copyEdge(workspace, tileRows, tileColumns, c.values(), target, c.rowStride(), accumulate);
                }
            }
        }
    }

    /** A tile of C from 4 rows of A and a panel of B; where A ends before, its last row stands in for those beyond. */
    private static void multiplyTile(
            Matrix a,
            int row,
            int endRow,
            int k,
            int depth,
            float[] panels,
            int panel,
            float[] c,
            int cOffset,
            int cStride,
            boolean accumulate) {
        int last = endRow - 1;
        MatrixMultiplyTiles.tile4x2(
                depth,
                a.values(),
                a.index(row, k),
                a.index(Math.min(row + 1, last), k),
                a.index(Math.min(row + 2, last), k),
                a.index(Math.min(row + 3, last), k),
                a.columnStride(),
                panels,
                panel,
                c,
                cOffset,
                cStride,
                accumulate);
    }

    /** Copies the part of a tile that lies inside C. */
    private static void copyEdge(
            float[] workspace, int rows, int columns, float[] c, int cOffset, int cStride, boolean accumulate) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                float sum = workspace[EDGE_TILE + i * TILE_COLUMNS + j];
                int target = cOffset + i * cStride + j;
                c[target] = accumulate ? c[target] + sum : sum;
            }
        }
    }
}
