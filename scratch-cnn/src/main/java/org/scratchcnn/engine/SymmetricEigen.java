package org.scratchcnn.engine;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvalues of a symmetric matrix, largest first, and their orthonormal eigenvectors, by Jacobi's rotations (Golub and
 * Van Loan, "Matrix Computations", section 8.5).
 *
 * @param vectors a row each
 */
record SymmetricEigen(double[] values, double[][] vectors) {

    /** Six are usual, at any size. */
    private static final int MOST_SWEEPS = 60;

    /** Of that matrix, of which the upper half is read. */
    static SymmetricEigen of(double[][] symmetric) {
        int n = symmetric.length;
        var a = new double[n][n];
        var vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
            for (int j = 0; j < n; j++) {
                a[i][j] = symmetric[Math.min(i, j)][Math.max(i, j)];
            }
        }
        double negligible = 1e-32 * squares(a, false);
        for (int sweep = 0; sweep < MOST_SWEEPS && squares(a, true) > negligible; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (a[p][q] != 0) {
                        rotate(a, vectors, p, q);
                    }
                }
            }
        }
        var order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -a[i][i]))
                .toList();
        return new SymmetricEigen(
                order.stream().mapToDouble(i -> a[i][i]).toArray(),
                order.stream().map(i -> vectors[i]).toArray(double[][]::new));
    }

    private static double squares(double[][] a, boolean offDiagonal) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                sum += offDiagonal && i == j ? 0 : a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    /** Makes {@code a[p][q]} zero. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        for (int i = 0; i < a.length; i++) {
            double ip = a[i][p];
            double iq = a[i][q];
            a[i][p] = cosine * ip - sine * iq;
            a[i][q] = sine * ip + cosine * iq;
        }
        turn(a[p], a[q], cosine, sine);
        turn(vectors[p], vectors[q], cosine, sine);
    }

    private static void turn(double[] p, double[] q, double cosine, double sine) {
        for (int i = 0; i < p.length; i++) {
            double ip = p[i];
            p[i] = cosine * ip - sine * q[i];
            q[i] = sine * ip + cosine * q[i];
        }
    }
}
