package org.scratchcnn.kernel.lanes;

/** The sum of the outer products of two vectors an image, in plain Java. */
final class ScalarOuterProductLoop implements OuterProductLoop {

    private final int lanes;

    ScalarOuterProductLoop(int lanes) {
        this.lanes = lanes;
    }

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
        for (int row = 0; row < rows; row++) {
            for (int image = 0; image < images; image++) {
                float factor = dy[dyAt + image * ROWS + row];
                int from = xAt + image * xImage;
                int to = at + row * sumsRow;
                for (int column = 0; column < VECTORS * lanes; column++) {
                    sums[to + column] += factor * x[from + column];
                }
            }
        }
    }
}
