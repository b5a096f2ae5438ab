package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import org.scratchcnn.kernel.textbook.Matrix;
import org.scratchcnn.kernel.textbook.MatrixMultiply;

/** The product of two drawn matrices, all row-major, on the calling thread. */
final class MatrixMultiplyWorkload implements Workload {

    private final MatrixMultiply multiply;
    private final float[] left;
    private final float[] right;
    private final float[] product;
    private final float[] scratch;
    private final Matrix a;
    private final Matrix b;
    private final Matrix c;

    MatrixMultiplyWorkload(MatrixShape shape, MatrixMultiply multiply) {
        this.multiply = multiply;
        var random = new SplittableRandom(1);
        left = DrawnNumbers.draw(shape.rows() * shape.depth(), random);
        right = DrawnNumbers.draw(shape.depth() * shape.columns(), random);
        product = new float[shape.rows() * shape.columns()];
        scratch = new float[multiply.scratchSize()];
        a = new Matrix().rowMajor(left, 0, shape.rows(), shape.depth(), shape.depth());
        b = new Matrix().rowMajor(right, 0, shape.depth(), shape.columns(), shape.columns());
        c = new Matrix().rowMajor(product, 0, shape.rows(), shape.columns(), shape.columns());
    }

    @Override
    public float[] run() {
        multiply.multiply(a, b, c, false, scratch);
        return product;
    }

    float[] left() {
        return left;
    }

    float[] right() {
        return right;
    }
}
