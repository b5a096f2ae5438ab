package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.PoolAxis;
import org.scratchcnn.kernel.ThreadTeam;

/** Pooling, plane by plane: a plane is one channel of one image, and an item is some planes. */
abstract class PoolingKernel extends SplitUnaryKernel {

    private static final int PLANES = 8;

    final PoolAxis rows;
    final PoolAxis columns;
    final int inputWidth;
    private final int channels;
    private final int inputSize;
    private final int outputSize;

    PoolingKernel(Pool2dGeometry geometry, ThreadTeam team) {
        super(team);
        rows = geometry.rows();
        columns = geometry.columns();
        inputWidth = geometry.input().width();
        channels = geometry.input().channels();
        inputSize = geometry.input().height() * inputWidth;
        outputSize = rows.outputs() * columns.outputs();
    }

    /**
     * Pools one plane.
     *
     * @param xPlane where it begins in {@code x}
     * @param yPlane where its result begins in {@code y}
     */
    abstract void forwardPlane(int xPlane, int yPlane);

    /** Adds the gradients of one plane's windows to what {@code dx} holds. */
    abstract void addGradientOfPlane(int xPlane, int yPlane);

    @Override
    final int items() {
        return Math.ceilDiv(images * channels, PLANES);
    }

    @Override
    final void forwardItem(int item) {
        for (int plane = item * PLANES; plane < end(item); plane++) {
            forwardPlane(plane * inputSize, plane * outputSize);
        }
    }

    @Override
    final void gradientByInputItem(int item) {
        Arrays.fill(dx, item * PLANES * inputSize, end(item) * inputSize, 0);
        for (int plane = item * PLANES; plane < end(item); plane++) {
            addGradientOfPlane(plane * inputSize, plane * outputSize);
        }
    }

    private int end(int item) {
        return Math.min(images * channels, (item + 1) * PLANES);
    }
}
