package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.SoftmaxLoop;

/** The steps of a softmax with vectors. */
final class VectorSoftmaxLoop implements SoftmaxLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void larger(float[] x, int xAt, float[] max, int maxAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var value = FloatVector.fromArray(SPECIES, x, xAt + i);
            var before = FloatVector.fromArray(SPECIES, max, maxAt + i);
            before.blend(value, value.compare(VectorOperators.GT, before)).intoArray(max, maxAt + i);
        }
    }

    @Override
    public void subtract(float[] x, int xAt, float[] subtrahend, int subtrahendAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(FloatVector.fromArray(SPECIES, subtrahend, subtrahendAt + i))
                    .intoArray(y, yAt + i);
        }
    }

    @Override
    public void multiply(float[] y, int yAt, float[] factor, int factorAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, y, yAt + i)
                    .mul(FloatVector.fromArray(SPECIES, factor, factorAt + i))
                    .intoArray(y, yAt + i);
        }
    }

    @Override
    public void addProducts(float[] y, int yAt, float[] dy, int dyAt, float[] sums, int sumsAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var product = FloatVector.fromArray(SPECIES, dy, dyAt + i).mul(FloatVector.fromArray(SPECIES, y, yAt + i));
            FloatVector.fromArray(SPECIES, sums, sumsAt + i).add(product).intoArray(sums, sumsAt + i);
        }
    }

    @Override
    public void gradient(
            float[] y, int yAt, float[] dy, int dyAt, float[] sums, int sumsAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var distance =
                    FloatVector.fromArray(SPECIES, dy, dyAt + i).sub(FloatVector.fromArray(SPECIES, sums, sumsAt + i));
            FloatVector.fromArray(SPECIES, y, yAt + i).mul(distance).intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void gradientOfLogarithm(float[] dy, int dyAt, float[] sums, int sumsAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var share =
                    FloatVector.fromArray(SPECIES, dx, dxAt + i).mul(FloatVector.fromArray(SPECIES, sums, sumsAt + i));
            FloatVector.fromArray(SPECIES, dy, dyAt + i).sub(share).intoArray(dx, dxAt + i);
        }
    }
}
