package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.ReluLoop;

/** The rectifier with vectors. */
final class VectorReluLoop implements ReluLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public void forward(float[] x, int xAt, float[] y, int yAt, int count) {
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += SPECIES.length()) {
            FloatVector.fromArray(SPECIES, x, xAt + i).max(zero).intoArray(y, yAt + i);
        }
    }

    @Override
    public void gradientByInput(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += SPECIES.length()) {
            var positive = FloatVector.fromArray(SPECIES, y, yAt + i).compare(VectorOperators.GT, zero);
            zero.blend(FloatVector.fromArray(SPECIES, dy, dyAt + i), positive).intoArray(dx, dxAt + i);
        }
    }
}
