package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.NormalizationLoop;

/**
 * Normalization with vectors: the same bits as in plain Java, since products are rounded before they are added. It
 * waits for memory, so fused operations would not make it faster.
 */
final class VectorNormalizationLoop implements NormalizationLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STEP = SUMS * LANES;

    @Override
    public void addSums(float[] x, int xAt, int count, float[] sums, int at) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        int whole = count - count % STEP;
        int i = 0;
        for (; i < whole; i += STEP) {
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, x, xAt + i + LANES));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES));
            sum3 = sum3.add(FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES));
        }
        for (; i < count; i += LANES) {
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, x, xAt + i));
        }
        add(sum0.add(sum1).add(sum2.add(sum3)), sums, at);
    }

    @Override
    public void addDeviations(float[] x, int xAt, int count, float center, float[] sums, int at) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        var squares0 = FloatVector.zero(SPECIES);
        var squares1 = FloatVector.zero(SPECIES);
        var squares2 = FloatVector.zero(SPECIES);
        var squares3 = FloatVector.zero(SPECIES);
        int whole = count - count % STEP;
        int i = 0;
        for (; i < whole; i += STEP) {
            var deviation0 = FloatVector.fromArray(SPECIES, x, xAt + i).sub(center);
            var deviation1 = FloatVector.fromArray(SPECIES, x, xAt + i + LANES).sub(center);
            var deviation2 =
                    FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES).sub(center);
            var deviation3 =
                    FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES).sub(center);
            sum0 = sum0.add(deviation0);
            sum1 = sum1.add(deviation1);
            sum2 = sum2.add(deviation2);
            sum3 = sum3.add(deviation3);
            squares0 = squares0.add(deviation0.mul(deviation0));
            squares1 = squares1.add(deviation1.mul(deviation1));
            squares2 = squares2.add(deviation2.mul(deviation2));
            squares3 = squares3.add(deviation3.mul(deviation3));
        }
        for (; i < count; i += LANES) {
            var deviation = FloatVector.fromArray(SPECIES, x, xAt + i).sub(center);
            sum0 = sum0.add(deviation);
            squares0 = squares0.add(deviation.mul(deviation));
        }
        add(sum0.add(sum1).add(sum2.add(sum3)), sums, at);
        add(squares0.add(squares1).add(squares2.add(squares3)), sums, at + LANES);
    }

    @Override
    public void normalize(
            float[] x, int xAt, float[] y, int yAt, int count, int images, float center, float scale, float shift) {
        var zero = FloatVector.zero(SPECIES);
        var held = SPECIES.indexInRange(0, images);
        for (int i = 0; i < count; i += LANES) {
            var normalized = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(center)
                    .mul(scale)
                    .add(shift);
            zero.blend(normalized, held).intoArray(y, yAt + i);
        }
    }

    @Override
    public void addGradients(float[] x, int xAt, float[] dy, int dyAt, int count, float center, float[] sums, int at) {
        var sum0 = FloatVector.zero(SPECIES);
        var sum1 = FloatVector.zero(SPECIES);
        var sum2 = FloatVector.zero(SPECIES);
        var sum3 = FloatVector.zero(SPECIES);
        var products0 = FloatVector.zero(SPECIES);
        var products1 = FloatVector.zero(SPECIES);
        var products2 = FloatVector.zero(SPECIES);
        var products3 = FloatVector.zero(SPECIES);
        int whole = count - count % STEP;
        int i = 0;
        for (; i < whole; i += STEP) {
            var gradient0 = FloatVector.fromArray(SPECIES, dy, dyAt + i);
            var gradient1 = FloatVector.fromArray(SPECIES, dy, dyAt + i + LANES);
            var gradient2 = FloatVector.fromArray(SPECIES, dy, dyAt + i + 2 * LANES);
            var gradient3 = FloatVector.fromArray(SPECIES, dy, dyAt + i + 3 * LANES);
            sum0 = sum0.add(gradient0);
            sum1 = sum1.add(gradient1);
            sum2 = sum2.add(gradient2);
            sum3 = sum3.add(gradient3);
            products0 = products0.add(
                    gradient0.mul(FloatVector.fromArray(SPECIES, x, xAt + i).sub(center)));
            products1 = products1.add(gradient1.mul(
                    FloatVector.fromArray(SPECIES, x, xAt + i + LANES).sub(center)));
            products2 = products2.add(gradient2.mul(
                    FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LANES).sub(center)));
            products3 = products3.add(gradient3.mul(
                    FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LANES).sub(center)));
        }
        for (; i < count; i += LANES) {
            var gradient = FloatVector.fromArray(SPECIES, dy, dyAt + i);
            sum0 = sum0.add(gradient);
            products0 = products0.add(
                    gradient.mul(FloatVector.fromArray(SPECIES, x, xAt + i).sub(center)));
        }
        add(sum0.add(sum1).add(sum2.add(sum3)), sums, at);
        add(products0.add(products1).add(products2.add(products3)), sums, at + LANES);
    }

    private static void add(FloatVector sum, float[] sums, int at) {
        FloatVector.fromArray(SPECIES, sums, at).add(sum).intoArray(sums, at);
    }

    @Override
    public void gradientByInput(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int count,
            int images,
            float center,
            float scale,
            float slope,
            float shift) {
        var zero = FloatVector.zero(SPECIES);
        var held = SPECIES.indexInRange(0, images);
        for (int i = 0; i < count; i += LANES) {
            var throughStatistics = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(center)
                    .mul(slope)
                    .add(shift);
            var gradient =
                    FloatVector.fromArray(SPECIES, dy, dyAt + i).mul(scale).add(throughStatistics);
            zero.blend(gradient, held).intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void addDeviations(float[] x, int xAt, int count, float[] centers, int centerAt, float[] sums, int at) {
        var center = FloatVector.fromArray(SPECIES, centers, centerAt);
        var sum = FloatVector.zero(SPECIES);
        var squares = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            var deviation = FloatVector.fromArray(SPECIES, x, xAt + i).sub(center);
            sum = sum.add(deviation);
            squares = squares.add(deviation.mul(deviation));
        }
        add(sum, sums, at);
        add(squares, sums, at + LANES);
    }

    @Override
    public void normalize(
            float[] x,
            int xAt,
            float[] y,
            int yAt,
            int count,
            int images,
            float[] constants,
            int constantsAt,
            float[] weight,
            float[] bias,
            int weightAt,
            int weightStep) {
        var center = FloatVector.fromArray(SPECIES, constants, constantsAt);
        var inverse = FloatVector.fromArray(SPECIES, constants, constantsAt + INVERSE * LANES);
        var offset = FloatVector.fromArray(SPECIES, constants, constantsAt + OFFSET * LANES);
        var zero = FloatVector.zero(SPECIES);
        var held = SPECIES.indexInRange(0, images);
        int w = weightAt;
        for (int i = 0; i < count; i += LANES) {
            var normalized = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(center)
                    .mul(inverse)
                    .add(offset)
                    .mul(weight[w])
                    .add(bias[w]);
            zero.blend(normalized, held).intoArray(y, yAt + i);
            w += weightStep;
        }
    }

    @Override
    public void addGradients(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            int count,
            float[] centers,
            int centerAt,
            float[] weight,
            int weightAt,
            int weightStep,
            float[] sums,
            int at) {
        var center = FloatVector.fromArray(SPECIES, centers, centerAt);
        var sum = FloatVector.zero(SPECIES);
        var products = FloatVector.zero(SPECIES);
        int w = weightAt;
        for (int i = 0; i < count; i += LANES) {
            var gradient = FloatVector.fromArray(SPECIES, dy, dyAt + i).mul(weight[w]);
            sum = sum.add(gradient);
            products = products.add(
                    gradient.mul(FloatVector.fromArray(SPECIES, x, xAt + i).sub(center)));
            w += weightStep;
        }
        add(sum, sums, at);
        add(products, sums, at + LANES);
    }

    @Override
    public void gradientByInput(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int count,
            int images,
            float[] constants,
            int constantsAt,
            float[] weight,
            int weightAt,
            int weightStep) {
        var center = FloatVector.fromArray(SPECIES, constants, constantsAt);
        var inverse = FloatVector.fromArray(SPECIES, constants, constantsAt + INVERSE * LANES);
        var slope = FloatVector.fromArray(SPECIES, constants, constantsAt + SLOPE * LANES);
        var shift = FloatVector.fromArray(SPECIES, constants, constantsAt + SHIFT * LANES);
        var zero = FloatVector.zero(SPECIES);
        var held = SPECIES.indexInRange(0, images);
        int w = weightAt;
        for (int i = 0; i < count; i += LANES) {
            var throughStatistics = FloatVector.fromArray(SPECIES, x, xAt + i)
                    .sub(center)
                    .mul(slope)
                    .add(shift);
            var gradient = FloatVector.fromArray(SPECIES, dy, dyAt + i)
                    .mul(weight[w])
                    .mul(inverse)
                    .add(throughStatistics);
            zero.blend(gradient, held).intoArray(dx, dxAt + i);
            w += weightStep;
        }
    }
}
