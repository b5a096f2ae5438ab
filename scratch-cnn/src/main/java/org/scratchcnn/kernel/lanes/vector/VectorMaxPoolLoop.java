package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.MaxPoolLoop;

/** Max pooling with vectors, windows of 2×2 without a loop. */
final class VectorMaxPoolLoop implements MaxPoolLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(float[] x, int xAt, int xRow, int rows, int[] columnFrom, int[] columnEnd, float[] y, int yAt) {
        for (int output = 0; output < columnFrom.length; output++) {
            int first = columnFrom[output];
            int columns = columnEnd[output] - first;
            if (rows == 2 && columns == 2) {
                int at = xAt + first * LANES;
                var top = FloatVector.fromArray(SPECIES, x, at).max(FloatVector.fromArray(SPECIES, x, at + LANES));
                var bottom = FloatVector.fromArray(SPECIES, x, at + xRow)
                        .max(FloatVector.fromArray(SPECIES, x, at + xRow + LANES));
                top.max(bottom).intoArray(y, yAt + output * LANES);
                continue;
            }
            var maximum = FloatVector.fromArray(SPECIES, x, xAt + first * LANES);
            for (int row = 0; row < rows; row++) {
                int from = xAt + row * xRow + first * LANES;
                for (int column = 0; column < columns; column++) {
                    maximum = maximum.max(FloatVector.fromArray(SPECIES, x, from + column * LANES));
                }
            }
            maximum.intoArray(y, yAt + output * LANES);
        }
    }

    @Override
    public void gradientByInput(
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
            boolean fresh) {
        var zero = FloatVector.zero(SPECIES);
        for (int output = 0; output < columnFrom.length; output++) {
            int first = columnFrom[output];
            int columns = columnEnd[output] - first;
            var maximum = FloatVector.fromArray(SPECIES, y, yAt + output * LANES);
            var left = FloatVector.fromArray(SPECIES, dy, dyAt + output * LANES);
            // Zero is added so that −0 becomes 0, as in the other ways.
            if (fresh && rows == 2 && columns == 2) {
                int from = xAt + first * LANES;
                int to = dxAt + first * LANES;
                var wins = FloatVector.fromArray(SPECIES, x, from).compare(VectorOperators.EQ, maximum);
                zero.add(zero.blend(left, wins)).intoArray(dx, to);
                left = left.blend(zero, wins);
                wins = FloatVector.fromArray(SPECIES, x, from + LANES).compare(VectorOperators.EQ, maximum);
                zero.add(zero.blend(left, wins)).intoArray(dx, to + LANES);
                left = left.blend(zero, wins);
                wins = FloatVector.fromArray(SPECIES, x, from + xRow).compare(VectorOperators.EQ, maximum);
                zero.add(zero.blend(left, wins)).intoArray(dx, to + dxRow);
                left = left.blend(zero, wins);
                wins = FloatVector.fromArray(SPECIES, x, from + xRow + LANES).compare(VectorOperators.EQ, maximum);
                zero.add(zero.blend(left, wins)).intoArray(dx, to + dxRow + LANES);
                continue;
            }
            for (int row = 0; row < rows; row++) {
                int from = xAt + row * xRow + first * LANES;
                int to = dxAt + row * dxRow + first * LANES;
                for (int column = 0; column < columns; column++) {
                    var wins = FloatVector.fromArray(SPECIES, x, from + column * LANES)
                            .compare(VectorOperators.EQ, maximum);
                    var held = fresh ? zero : FloatVector.fromArray(SPECIES, dx, to + column * LANES);
                    held.add(zero.blend(left, wins)).intoArray(dx, to + column * LANES);
                    left = left.blend(zero, wins);
                }
            }
        }
    }
}
