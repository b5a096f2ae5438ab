package org.scratchcnn.kernel.lanes.vector;

import org.scratchcnn.kernel.lanes.OuterProductLoop;

/** The sum of outer products with vectors: four rows by two vectors of columns. */
final class VectorOuterProductLoop implements OuterProductLoop {

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
        OuterProductTiles.tile4x2(dy, dyAt, x, xAt, xImage, images, sums, at, sumsRow, rows);
    }
}
