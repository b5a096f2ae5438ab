package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.kernel.Workspace;

/**
 * A dense layer. Each weight is broadcast to all lanes and serves several blocks of images; weights are read where they
 * are, {@code [out, in]}, and only the gradient by input, which goes down their columns, first copies some of these to
 * where they lie closer together.
 */
final class LaneDense implements WeightedKernel {

    /** Terms summed before the next rows' turn, so that the input's part stays in the first-level cache. */
    private static final int TERMS = 128;

    /** Columns of the weights that an item of the gradient by input copies. */
    private static final int COLUMNS = 64;

    /** Distance between rows of the copy: no power of two, whose multiples would fall into the same cache sets. */
    private static final int COPY_ROW = COLUMNS + 16;

    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final int in;
    private final int out;
    private final LaneStrides x;
    private final LaneStrides y;
    private final LaneStrides dx;
    private final LaneStrides dy;
    private final DenseLoop loop;
    private final ThreadTeam team;
    private final DenseWeightGradient gradientByWeight;
    private final ThreadBuffers buffers;
    private final ItemTask forwardItem = this::forwardItem;
    private final ItemTask gradientItem = this::gradientItem;

    private @Nullable Parameter weightParameter;
    private float[] weight = LanesKernels.NOTHING;
    private float[] bias = LanesKernels.NOTHING;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;
    private int blocks;
    private int rowsPerItem = 1;

    LaneDense(Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team, Workspace workspace) {
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.in = features(x);
        this.out = features(y);
        this.x = LaneStrides.of(x, loops.lanes());
        this.y = LaneStrides.of(y, loops.lanes());
        this.dx = LaneStrides.of(dx, loops.lanes());
        this.dy = LaneStrides.of(dy, loops.lanes());
        this.loop = loops.dense();
        this.team = team;
        this.gradientByWeight = new DenseWeightGradient(this.x, in, this.dy, out, x.maxBatch(), loops, team, workspace);
        this.buffers = workspace.perThread((long) out * COPY_ROW);
    }

    private static int features(Layout layout) {
        if (layout.height() != 1 || layout.width() != 1 || !layout.border().isNone()) {
            throw new IllegalArgumentException(
                    "A dense layer takes and gives features without a border, but was planned for " + layout);
        }
        return layout.channels();
    }

    @Override
    public void prepare(Parameter newWeight, @Nullable Parameter newBias) {
        weightParameter = newWeight;
        weight = newWeight.values();
        bias = newBias == null ? LanesKernels.NOTHING : newBias.values();
    }

    @Override
    public void forward(Activations from, Activations to) {
        run(LaneActivations.of(from, xLayout), LaneActivations.of(to, yLayout));
        rowsPerItem = OuterProductLoop.ROWS
                * WorkItems.extent(
                        Math.ceilDiv(out, OuterProductLoop.ROWS), (long) OuterProductLoop.ROWS * in * blocks);
        team.run(Math.ceilDiv(out, rowsPerItem), forwardItem);
    }

    @Override
    public void gradientByInput(Activations from, Activations to) {
        run(LaneActivations.of(from, dyLayout), LaneActivations.of(to, dxLayout));
        team.run(Math.ceilDiv(in, COLUMNS), gradientItem);
    }

    private void run(LaneActivations from, LaneActivations to) {
        if (weightParameter == null) {
            throw new IllegalStateException("This dense layer has no parameters yet; call prepare first");
        }
        to.setImages(from.images());
        source = from.blocks();
        target = to.blocks();
        blocks = from.usedBlocks();
    }

    @Override
    public void gradientByWeight(Activations from, Activations gradient, float[] dWeight, float[] dBias) {
        gradientByWeight.add(LaneActivations.of(from, xLayout), LaneActivations.of(gradient, dyLayout), dWeight, dBias);
    }

    private void forwardItem(int item, int thread) {
        int first = item * rowsPerItem;
        int rows = Math.min(rowsPerItem, out - first);
        for (int block = 0; block < blocks; block++) {
            for (int row = first; row < first + rows; row++) {
                int at = y.at(row, 0, 0);
                Arrays.fill(target[block], at, at + y.lanes(), bias.length == 0 ? 0 : bias[row]);
            }
        }
        for (int term = 0; term < in; term += TERMS) {
            loop.addProduct(
                    weight,
                    first * in + term,
                    in,
                    1,
                    rows,
                    Math.min(TERMS, in - term),
                    source,
                    x.at(term, 0, 0),
                    target,
                    y.at(first, 0, 0),
                    blocks);
        }
    }

    private void gradientItem(int item, int thread) {
        int first = item * COLUMNS;
        int rows = Math.min(COLUMNS, in - first);
        var copy = buffers.of(thread);
        for (int row = 0; row < out; row++) {
            System.arraycopy(weight, row * in + first, copy, Alignment.LEAD + row * COPY_ROW, rows);
        }
        for (int block = 0; block < blocks; block++) {
            int at = dx.at(first, 0, 0);
            Arrays.fill(target[block], at, at + rows * dx.lanes(), 0);
        }
        for (int term = 0; term < out; term += TERMS) {
            loop.addProduct(
                    copy,
                    Alignment.LEAD + term * COPY_ROW,
                    1,
                    COPY_ROW,
                    rows,
                    Math.min(TERMS, out - term),
                    source,
                    dy.at(term, 0, 0),
                    target,
                    dx.at(first, 0, 0),
                    blocks);
        }
    }
}
