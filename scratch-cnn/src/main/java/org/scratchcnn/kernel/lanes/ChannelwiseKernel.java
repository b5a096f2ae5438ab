package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;

/** A layer without parameters whose channels have nothing to do with each other. */
abstract class ChannelwiseKernel implements UnaryKernel {

    private final ThreadTeam team;
    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final ChannelItems items;
    private final ItemTask forwardItem = this::forwardItem;
    private final ItemTask gradientItem = this::gradientItem;

    /** L. */
    final int lanes;

    final LaneStrides xStrides;
    final LaneStrides yStrides;
    final LaneStrides dxStrides;
    final LaneStrides dyStrides;

    private float[][] x = LanesKernels.NO_BLOCKS;
    private float[][] y = LanesKernels.NO_BLOCKS;
    private float[][] dx = LanesKernels.NO_BLOCKS;
    private float[][] dy = LanesKernels.NO_BLOCKS;
    private int blocks;

    /**
     * Plans.
     *
     * @param operationsPerChannel about how many vector operations a channel takes
     */
    ChannelwiseKernel(ThreadTeam team, int lanes, Layout x, Layout y, Layout dx, Layout dy, long operationsPerChannel) {
        this.team = team;
        this.lanes = lanes;
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.xStrides = LaneStrides.of(x, lanes);
        this.yStrides = LaneStrides.of(y, lanes);
        this.dxStrides = LaneStrides.of(dx, lanes);
        this.dyStrides = LaneStrides.of(dy, lanes);
        this.items = ChannelItems.of(x, lanes, operationsPerChannel);
    }

    /** Writes channels {@code [first, end)} of a block of y. */
    abstract void forward(float[] x, float[] y, int block, int first, int end);

    /** Writes channels {@code [first, end)} of a block of dx. */
    abstract void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end);

    @Override
    public final void forward(Activations from, Activations to) {
        var source = LaneActivations.of(from, xLayout);
        var target = LaneActivations.of(to, yLayout);
        target.setImages(source.images());
        x = source.blocks();
        y = target.blocks();
        blocks = source.usedBlocks();
        team.run(items.count(blocks), forwardItem);
    }

    @Override
    public final void gradientByInput(Activations input, Activations output, Activations from, Activations to) {
        var source = LaneActivations.of(from, dyLayout);
        var target = LaneActivations.of(to, dxLayout);
        target.setImages(source.images());
        x = LaneActivations.of(input, xLayout).blocks();
        y = LaneActivations.of(output, yLayout).blocks();
        dy = source.blocks();
        dx = target.blocks();
        blocks = source.usedBlocks();
        team.run(items.count(blocks), gradientItem);
    }

    private void forwardItem(int item, int thread) {
        int first = items.firstChannel(item);
        int end = items.endChannel(item);
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            forward(x[block], y[block], block, first, end);
        }
    }

    private void gradientItem(int item, int thread) {
        int first = items.firstChannel(item);
        int end = items.endChannel(item);
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            gradientByInput(x[block], y[block], dy[block], dx[block], block, first, end);
        }
    }
}
