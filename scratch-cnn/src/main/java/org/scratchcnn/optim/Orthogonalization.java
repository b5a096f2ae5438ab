package org.scratchcnn.optim;

import java.util.List;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.textbook.Matrix;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PlannedArrays;

/** The Newton–Schulz iterations of {@link OptimizerSpec.Muon}, in arrays of one thread. */
final class Orthogonalization {

    private static final int ITERATIONS = 5;

    /** Of X, of its cube and of its fifth power. */
    private static final float LINEAR = 3.4445f;

    private static final float CUBIC = -4.7750f;
    private static final float QUINTIC = 2.0315f;

    private static final double EPSILON = 1e-7;

    private final MatrixMultiply product = MatrixMultiply.fastest();
    private final float[] workspace = new float[workspaceLength(product)];
    private final float[] gram;
    private final float[] polynomial;
    private float[] x;
    private float[] next;

    private final Matrix left = new Matrix();
    private final Matrix right = new Matrix();
    private final Matrix result = new Matrix();

    private Orthogonalization(Sizes sizes) {
        this.x = new float[sizes.elements];
        this.next = new float[sizes.elements];
        this.gram = new float[sizes.squares];
        this.polynomial = new float[sizes.squares];
    }

    /**
     * What suffices for all of some weights.
     *
     * @param elements of a weight at most
     * @param squares of a weight's shorter side at most
     */
    private record Sizes(int elements, int squares) {
        static Sizes of(List<ParameterSpec> weights) {
            int elements = 0;
            int squares = 0;
            for (var weight : weights) {
                int count = Math.toIntExact(weight.count());
                int rows = MuonUpdate.rows(weight);
                int shorter = Math.min(rows, count / rows);
                elements = Math.max(elements, count);
                squares = Math.max(squares, Math.multiplyExact(shorter, shorter));
            }
            return new Sizes(elements, squares);
        }
    }

    /** One for each thread, where there are weights at all. */
    static Orthogonalization[] forThreads(int threads, List<ParameterSpec> weights) {
        var sizes = Sizes.of(weights);
        var each = new Orthogonalization[weights.isEmpty() ? 0 : threads];
        for (int thread = 0; thread < each.length; thread++) {
            each[thread] = new Orthogonalization(sizes);
        }
        return each;
    }

    /** What {@link #forThreads} allocates. */
    static List<PlannedArrays> arrays(int threads, List<ParameterSpec> weights) {
        if (weights.isEmpty()) {
            return List.of();
        }
        var sizes = Sizes.of(weights);
        return List.of(
                new PlannedArrays(threads, workspaceLength(MatrixMultiply.fastest())),
                new PlannedArrays(2L * threads, sizes.elements),
                new PlannedArrays(2L * threads, sizes.squares));
    }

    private static int workspaceLength(MatrixMultiply product) {
        return Alignment.LEAD + product.workspaceSize();
    }

    /**
     * Approaches the orthogonal matrix that is closest to one; of its products, X·Xᵀ or Xᵀ·X is taken, whichever is smaller.
     *
     * @param matrix {@code [rows, columns]}, row-major
     * @return {@code [rows, columns]}, row-major, valid until the next call
     */
    float[] orthogonal(float[] matrix, int rows, int columns) {
        int count = rows * columns;
        normalize(matrix, count);
        boolean isWide = rows <= columns;
        int side = Math.min(rows, columns);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            if (isWide) {
                left.rowMajor(x, 0, rows, columns, columns);
                right.transposed(x, 0, columns, rows, columns);
            } else {
                left.transposed(x, 0, columns, rows, columns);
                right.rowMajor(x, 0, rows, columns, columns);
            }
            product.multiply(left, right, result.rowMajor(gram, 0, side, side, side), false, workspace);
            left.rowMajor(gram, 0, side, side, side);
            right.rowMajor(gram, 0, side, side, side);
            product.multiply(left, right, result.rowMajor(polynomial, 0, side, side, side), false, workspace);
            for (int i = 0; i < side * side; i++) {
                polynomial[i] = CUBIC * gram[i] + QUINTIC * polynomial[i];
            }
            for (int i = 0; i < count; i++) {
                next[i] = LINEAR * x[i];
            }
            if (isWide) {
                left.rowMajor(polynomial, 0, side, side, side);
                right.rowMajor(x, 0, rows, columns, columns);
            } else {
                left.rowMajor(x, 0, rows, columns, columns);
                right.rowMajor(polynomial, 0, side, side, side);
            }
            product.multiply(left, right, result.rowMajor(next, 0, rows, columns, columns), true, workspace);
            float[] last = x;
            x = next;
            next = last;
        }
        return x;
    }

    private void normalize(float[] matrix, int count) {
        double squares = 0;
        for (int i = 0; i < count; i++) {
            squares += (double) matrix[i] * matrix[i];
        }
        float scale = (float) (1 / (Math.sqrt(squares) + EPSILON));
        for (int i = 0; i < count; i++) {
            x[i] = scale * matrix[i];
        }
    }
}
