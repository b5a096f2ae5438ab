package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.kernel.textbook.Matrix;
import org.scratchcnn.kernel.textbook.MatrixMultiply;

/** The definition of a matrix product as three loops: what the library's own are held against. */
final class ThreeLoopMultiply implements MatrixMultiply {

    @Override
    public String name() {
        return "three loops";
    }

    @Override
    public int scratchSize() {
        return 0;
    }

    @Override
    public void multiply(Matrix a, Matrix b, Matrix c, boolean accumulate, float[] scratch) {
        for (int row = 0; row < c.rows(); row++) {
            for (int column = 0; column < c.columns(); column++) {
                float sum = accumulate ? c.values()[c.index(row, column)] : 0;
                for (int k = 0; k < b.rows(); k++) {
                    sum += a.values()[a.index(row, k)] * b.values()[b.index(k, column)];
                }
                c.values()[c.index(row, column)] = sum;
            }
        }
    }

    @Override
    public void multiplyColumn(Matrix a, float[] x, int xOffset, float[] y, int yOffset, float[] scratch) {
        multiply(
                a,
                new Matrix().rowMajor(x, xOffset, a.columns(), 1, 1),
                new Matrix().rowMajor(y, yOffset, a.rows(), 1, 1),
                true,
                scratch);
    }
}
