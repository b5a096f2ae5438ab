package org.scratchcnn.kernel.lanes;

/** A matrix times the features of several lane blocks, in plain Java. */
final class ScalarDenseLoop implements DenseLoop {

    private final int lanes;

    ScalarDenseLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void addProduct(
            float[] matrix,
            int matrixAt,
            int matrixRow,
            int matrixTerm,
            int rows,
            int count,
            float[][] x,
            int xAt,
            float[][] y,
            int yAt,
            int blocks) {
        for (int block = 0; block < blocks; block++) {
            var source = x[block];
            var target = y[block];
            for (int row = 0; row < rows; row++) {
                int to = yAt + row * lanes;
                for (int t = 0; t < count; t++) {
                    float factor = matrix[matrixAt + row * matrixRow + t * matrixTerm];
                    int from = xAt + t * lanes;
                    for (int lane = 0; lane < lanes; lane++) {
                        target[to + lane] += factor * source[from + lane];
                    }
                }
            }
        }
    }
}
