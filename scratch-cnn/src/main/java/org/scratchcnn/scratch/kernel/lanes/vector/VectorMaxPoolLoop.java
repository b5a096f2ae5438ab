package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.MaxPoolLoop;

/** Max pooling with vectors. */
final class VectorMaxPoolLoop implements MaxPoolLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void forward(float[] x, int xAt, int xRow, int rows, int[] columnFrom, int[] columnEnd, float[] y, int yAt) {
        for (int output = 0; output < columnFrom.length; output++) {
            int first = columnFrom[output];
            int columns = columnEnd[output] - first;
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
            int dxRow) {
        var zero = FloatVector.zero(SPECIES);
        for (int output = 0; output < columnFrom.length; output++) {
            int first = columnFrom[output];
            int columns = columnEnd[output] - first;
            var maximum = FloatVector.fromArray(SPECIES, y, yAt + output * LANES);
            var left = FloatVector.fromArray(SPECIES, dy, dyAt + output * LANES);
            for (int row = 0; row < rows; row++) {
                int from = xAt + row * xRow + first * LANES;
                int to = dxAt + row * dxRow + first * LANES;
                for (int column = 0; column < columns; column++) {
                    var wins = FloatVector.fromArray(SPECIES, x, from + column * LANES)
                            .compare(VectorOperators.EQ, maximum);
                    FloatVector.fromArray(SPECIES, dx, to + column * LANES)
                            .add(zero.blend(left, wins))
                            .intoArray(dx, to + column * LANES);
                    left = left.blend(zero, wins);
                }
            }
        }
    }
}
