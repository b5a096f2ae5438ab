package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.OuterProductLoop;

/** The sum of outer products with vectors: four rows by two vectors of columns. */
final class VectorOuterProductLoop implements OuterProductLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void addProducts(
            float[] dy,
            int dyAt,
            float[] x,
            int xAt,
            int xImage,
            int images,
            float[] sums,
            int at,
            int sumsRow,
            int rows) {
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        for (int image = 0; image < images; image++) {
            int from = xAt + image * xImage;
            var x0 = FloatVector.fromArray(SPECIES, x, from);
            var x1 = FloatVector.fromArray(SPECIES, x, from + LANES);
            var dy0 = FloatVector.broadcast(SPECIES, dy[dyAt + image * ROWS]);
            a00 = x0.fma(dy0, a00);
            a01 = x1.fma(dy0, a01);
            var dy1 = FloatVector.broadcast(SPECIES, dy[dyAt + image * ROWS + 1]);
            a10 = x0.fma(dy1, a10);
            a11 = x1.fma(dy1, a11);
            var dy2 = FloatVector.broadcast(SPECIES, dy[dyAt + image * ROWS + 2]);
            a20 = x0.fma(dy2, a20);
            a21 = x1.fma(dy2, a21);
            var dy3 = FloatVector.broadcast(SPECIES, dy[dyAt + image * ROWS + 3]);
            a30 = x0.fma(dy3, a30);
            a31 = x1.fma(dy3, a31);
        }
        int to = at;
        FloatVector.fromArray(SPECIES, sums, to).add(a00).intoArray(sums, to);
        FloatVector.fromArray(SPECIES, sums, to + LANES).add(a01).intoArray(sums, to + LANES);
        if (rows > 1) {
            to += sumsRow;
            FloatVector.fromArray(SPECIES, sums, to).add(a10).intoArray(sums, to);
            FloatVector.fromArray(SPECIES, sums, to + LANES).add(a11).intoArray(sums, to + LANES);
        }
        if (rows > 2) {
            to += sumsRow;
            FloatVector.fromArray(SPECIES, sums, to).add(a20).intoArray(sums, to);
            FloatVector.fromArray(SPECIES, sums, to + LANES).add(a21).intoArray(sums, to + LANES);
        }
        if (rows > 3) {
            to += sumsRow;
            FloatVector.fromArray(SPECIES, sums, to).add(a30).intoArray(sums, to);
            FloatVector.fromArray(SPECIES, sums, to + LANES).add(a31).intoArray(sums, to + LANES);
        }
    }
}
