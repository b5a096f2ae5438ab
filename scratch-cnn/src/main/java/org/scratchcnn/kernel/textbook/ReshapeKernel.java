package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.ThreadTeam;

/** Samples as another shape: in this layout the same numbers in the same order. */
final class ReshapeKernel extends SplitUnaryKernel {

    private final int size;

    ReshapeKernel(int size, ThreadTeam team) {
        super(team);
        this.size = size;
    }

    @Override
    void forwardItem(int n) {
        System.arraycopy(x, n * size, y, n * size, size);
    }

    @Override
    void gradientByInputItem(int n) {
        System.arraycopy(dy, n * size, dx, n * size, size);
    }
}
