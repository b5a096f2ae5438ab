package org.scratchcnn.kernel.textbook.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.textbook.Matrix;

/**
 * {@code y += A·x} in the Vector API. A is read once, so it is read where it lies: vectors run along its rows, and 4 rows
 * share what is loaded of x. Every row has 2 accumulators, whose lanes are added at the end:
 *
 * <pre>
 * for row: for column: y[row] += A[row, column] · x[column]
 * </pre>
 */
final class MatrixVectorProduct {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int TILE_ROWS = 4;

    /** Floats of workspace: the sums of 4 rows, lane by lane. */
    static final int SCRATCH_SIZE = TILE_ROWS * LANES;

    private MatrixVectorProduct() {}

    /**
     * Multiplies.
     *
     * @param a row-major
     * @param lanes of {@link #SCRATCH_SIZE} from {@link Alignment#LEAD} on, overwritten
     */
    static void add(Matrix a, float[] x, int xOffset, float[] y, int yOffset, float[] lanes) {
        float[] values = a.values();
        int columns = a.columns();
        int inVectors = SPECIES.loopBound(columns);
        int last = a.rows() - 1;
        for (int row = 0; row <= last; row += TILE_ROWS) {
            // Where fewer rows are left, the last one is summed several times.
            sumRows(
                    values,
                    a.index(row, 0),
                    a.index(Math.min(row + 1, last), 0),
                    a.index(Math.min(row + 2, last), 0),
                    a.index(Math.min(row + 3, last), 0),
                    inVectors,
                    x,
                    xOffset,
                    lanes);
            for (int r = 0; r < TILE_ROWS && row + r <= last; r++) {
                float sum = sumOfLanes(lanes, Alignment.LEAD + r * LANES);
                int from = a.index(row + r, 0);
                for (int column = inVectors; column < columns; column++) {
                    sum += values[from + column] * x[xOffset + column];
                }
                y[yOffset + row + r] += sum;
            }
        }
    }

    private static void sumRows(
            float[] a, int row0, int row1, int row2, int row3, int columns, float[] x, int xOffset, float[] lanes) {
        var sum00 = FloatVector.zero(SPECIES);
        var sum01 = FloatVector.zero(SPECIES);
        var sum10 = FloatVector.zero(SPECIES);
        var sum11 = FloatVector.zero(SPECIES);
        var sum20 = FloatVector.zero(SPECIES);
        var sum21 = FloatVector.zero(SPECIES);
        var sum30 = FloatVector.zero(SPECIES);
        var sum31 = FloatVector.zero(SPECIES);
        int column = 0;
        for (; column < columns - LANES; column += 2 * LANES) {
            var x0 = FloatVector.fromArray(SPECIES, x, xOffset + column);
            var x1 = FloatVector.fromArray(SPECIES, x, xOffset + column + LANES);
            sum00 = FloatVector.fromArray(SPECIES, a, row0 + column).fma(x0, sum00);
            sum01 = FloatVector.fromArray(SPECIES, a, row0 + column + LANES).fma(x1, sum01);
            sum10 = FloatVector.fromArray(SPECIES, a, row1 + column).fma(x0, sum10);
            sum11 = FloatVector.fromArray(SPECIES, a, row1 + column + LANES).fma(x1, sum11);
            sum20 = FloatVector.fromArray(SPECIES, a, row2 + column).fma(x0, sum20);
            sum21 = FloatVector.fromArray(SPECIES, a, row2 + column + LANES).fma(x1, sum21);
            sum30 = FloatVector.fromArray(SPECIES, a, row3 + column).fma(x0, sum30);
            sum31 = FloatVector.fromArray(SPECIES, a, row3 + column + LANES).fma(x1, sum31);
        }
        if (column < columns) {
            var x0 = FloatVector.fromArray(SPECIES, x, xOffset + column);
            sum00 = FloatVector.fromArray(SPECIES, a, row0 + column).fma(x0, sum00);
            sum10 = FloatVector.fromArray(SPECIES, a, row1 + column).fma(x0, sum10);
            sum20 = FloatVector.fromArray(SPECIES, a, row2 + column).fma(x0, sum20);
            sum30 = FloatVector.fromArray(SPECIES, a, row3 + column).fma(x0, sum30);
        }
        sum00.add(sum01).intoArray(lanes, Alignment.LEAD);
        sum10.add(sum11).intoArray(lanes, Alignment.LEAD + LANES);
        sum20.add(sum21).intoArray(lanes, Alignment.LEAD + 2 * LANES);
        sum30.add(sum31).intoArray(lanes, Alignment.LEAD + 3 * LANES);
    }

    /** Adds halves until one is left; {@code reduceLanes} adds in another order where it is interpreted. */
    private static float sumOfLanes(float[] lanes, int from) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = from; lane < from + half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[from];
    }
}
