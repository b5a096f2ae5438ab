package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.ThreadTeam;

/** Images as features: in this layout the same numbers in the same order. */
final class FlattenKernel extends SplitUnaryKernel {

    private final int size;

    FlattenKernel(int size, ThreadTeam team) {
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
