package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;

/** The softmax over channels, or its logarithm, by its formulas, in double precision. */
final class SoftmaxKernel extends SplitUnaryKernel {

    private final boolean logarithm;
    private final int size;

    /** Of a channel; so far apart are the values of a position. */
    private final int positions;

    SoftmaxKernel(boolean logarithm, Layout x, ThreadTeam team) {
        super(team);
        this.logarithm = logarithm;
        this.size = x.sampleSize();
        this.positions = x.height() * x.width();
    }

    @Override
    void forwardItem(int n) {
        int end = (n + 1) * size;
        for (int first = n * size; first < n * size + positions; first++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int i = first; i < end; i += positions) {
                max = Math.max(max, x[i]);
            }
            double sum = 0;
            for (int i = first; i < end; i += positions) {
                sum += Math.exp(x[i] - max);
            }
            for (int i = first; i < end; i += positions) {
                y[i] = (float) (logarithm ? x[i] - max - Math.log(sum) : Math.exp(x[i] - max) / sum);
            }
        }
    }

    @Override
    void gradientByInputItem(int n) {
        int end = (n + 1) * size;
        for (int first = n * size; first < n * size + positions; first++) {
            double sum = 0;
            for (int i = first; i < end; i += positions) {
                sum += logarithm ? dy[i] : (double) dy[i] * y[i];
            }
            for (int i = first; i < end; i += positions) {
                dx[i] = (float) (logarithm ? dy[i] - Math.exp(y[i]) * sum : y[i] * (dy[i] - sum));
            }
        }
    }
}
