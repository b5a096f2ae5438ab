package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.SumKernel;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * The sum of activations. Of more than two, the first sums are kept in the thread's buffer, a part at a time: the target
 * may be one that is still to be read.
 */
final class LaneSum implements SumKernel {

    /** Vectors of a part; it stays in the first-level cache. */
    private static final int PART = 64;

    private final List<Layout> xLayouts;
    private final Layout yLayout;
    private final LaneStrides[] xStrides;
    private final LaneStrides yStrides;
    private final Stretches stretches;

    /** Whether also channels follow each other without borders in all arrays, so that many can be taken at once. */
    private final boolean contiguous;

    private final ChannelItems items;
    private final SumLoop loop;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;
    private final int part;
    private final ItemTask item = this::item;

    private final float[][][] xs;
    private float[][] y = LanesKernels.NO_BLOCKS;
    private int blocks;

    LaneSum(List<Layout> xs, Layout y, LaneLoops loops, ThreadTeam team, Workspace workspace) {
        this.xLayouts = List.copyOf(xs);
        this.yLayout = y;
        for (var x : xLayouts) {
            if (x.channels() != y.channels() || x.height() != y.height() || x.width() != y.width()) {
                throw new IllegalArgumentException(
                        "A sum adds activations of one shape, but was planned from %s to %s".formatted(x, y));
            }
        }
        int lanes = loops.lanes();
        this.yStrides = LaneStrides.of(y, lanes);
        this.xStrides = xLayouts.stream().map(x -> LaneStrides.of(x, lanes)).toArray(LaneStrides[]::new);
        var all = Arrays.copyOf(xStrides, xStrides.length + 1);
        all[xStrides.length] = yStrides;
        this.stretches = Stretches.of(y, all);
        int channel = y.height() * y.width() * lanes;
        this.contiguous = Arrays.stream(all).allMatch(strides -> strides.channel() == channel);
        this.items = ChannelItems.of(y, lanes, (long) y.height() * y.width() * xLayouts.size());
        this.loop = loops.sum();
        this.team = team;
        this.part = PART * lanes;
        this.buffers = workspace.perThread(xLayouts.size() > 2 ? part : 0);
        this.xs = new float[xLayouts.size()][][];
        Arrays.fill(this.xs, LanesKernels.NO_BLOCKS);
    }

    @Override
    public void run(List<? extends Activations> sources, Activations to) {
        if (sources.size() != xs.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "This sum was planned for %d inputs, but was given %d", xs.length, sources.size()));
        }
        for (int i = 0; i < xs.length; i++) {
            xs[i] = LaneActivations.of(sources.get(i), xLayouts.get(i)).blocks();
        }
        var target = LaneActivations.of(to, yLayout);
        target.setImages(sources.getFirst().images());
        y = target.blocks();
        blocks = target.usedBlocks();
        team.run(items.count(blocks), item);
    }

    private void item(int index, int thread) {
        int first = items.firstChannel(index);
        int end = items.endChannel(index);
        for (int block = items.firstBlock(index); block < items.endBlock(index, blocks); block++) {
            if (contiguous) {
                addStretch(block, first, 0, (end - first) * stretches.length(), thread);
                continue;
            }
            for (int channel = first; channel < end; channel++) {
                for (int row = 0; row < stretches.count(); row++) {
                    addStretch(block, channel, row, stretches.length(), thread);
                }
            }
        }
    }

    private void addStretch(int block, int channel, int row, int length, int thread) {
        int to = yStrides.at(channel, row, 0);
        if (xs.length == 1) {
            System.arraycopy(xs[0][block], xStrides[0].at(channel, row, 0), y[block], to, length);
            return;
        }
        var buffer = buffers.of(thread);
        for (int done = 0; done < length; done += part) {
            int count = Math.min(part, length - done);
            var sum = xs[0][block];
            int sumAt = xStrides[0].at(channel, row, 0) + done;
            for (int i = 1; i < xs.length; i++) {
                boolean last = i == xs.length - 1;
                var into = last ? y[block] : buffer;
                int intoAt = last ? to + done : Alignment.LEAD;
                loop.add(sum, sumAt, xs[i][block], xStrides[i].at(channel, row, 0) + done, into, intoAt, count);
                sum = into;
                sumAt = intoAt;
            }
        }
    }
}
