package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * The transformed kernels of a {@link WinogradSweepPlan}, {@code [16][tiles of output channels][input channels][4]}, the last
 * tile filled up with zeros. An item is some kernels, neighbours in that order, whose values are brought together first,
 * so that their transform is whole vectors.
 */
final class WinogradWeights {

    private static final int TILE = WinogradLoop.CHANNELS;
    private static final int KERNEL = 9;

    /** Kernels of an item: whole vectors of any length, whose values stay in the first-level cache. */
    private static final int KERNELS = 256;

    private final WinogradSweepPlan plan;
    private final WinogradLoop loop;
    private final ThreadTeam team;
    private final int kernels;
    private final int position;
    private final Buffer<float[]> transformed;
    private final ThreadBuffers buffers;
    private final ItemTask item = this::item;

    private float[] canonical = LanesKernels.NOTHING;

    WinogradWeights(WinogradSweepPlan plan, WinogradLoop loop, ThreadTeam team, Workspace workspace) {
        this.plan = plan;
        this.loop = loop;
        this.team = team;
        this.kernels = Math.multiplyExact(TILE * plan.channelTiles(), plan.inChannels());
        this.position = CacheLines.oddNumber(Math.multiplyExact(KERNELS, Math.ceilDiv(kernels, KERNELS)));
        this.transformed = workspace.floats(Math.multiplyExact(WinogradSweepPlan.POSITIONS, position));
        this.buffers = workspace.perThread(KERNEL * KERNELS);
    }

    /** Transforms {@code [outChannels][inChannels][3][3]}: G g Gᵀ. */
    void pack(float[] newCanonical) {
        canonical = newCanonical;
        team.run(Math.ceilDiv(kernels, KERNELS), item);
    }

    float[] array() {
        return transformed.array();
    }

    /** Where the transformed kernels of a tile of output channels begin. */
    int at(int matrixPosition, int channelTile) {
        return Alignment.LEAD + matrixPosition * position + channelTile * plan.inChannels() * TILE;
    }

    private void item(int index, int thread) {
        var values = buffers.of(thread);
        int first = index * KERNELS;
        int end = Math.min(first + KERNELS, kernels);
        for (int kernel = first; kernel < end; kernel += TILE) {
            int out = kernel / TILE / plan.inChannels() * TILE;
            int in = kernel / TILE % plan.inChannels();
            for (int k = 0; k < TILE; k++) {
                copy(out + k, in, values, Alignment.LEAD + kernel - first + k);
            }
        }
        loop.transformKernels(values, Alignment.LEAD, KERNELS, transformed.array(), Alignment.LEAD + first, position);
    }

    private void copy(int out, int in, float[] values, int to) {
        if (out >= plan.outChannels()) {
            for (int i = 0; i < KERNEL; i++) {
                values[to + i * KERNELS] = 0;
            }
        } else if (plan.transposed()) {
            // The kernels of a gradient by input are turned round.
            int from = KERNEL * (in * plan.outChannels() + out) + KERNEL - 1;
            for (int i = 0; i < KERNEL; i++) {
                values[to + i * KERNELS] = canonical[from - i];
            }
        } else {
            int from = KERNEL * (out * plan.inChannels() + in);
            for (int i = 0; i < KERNEL; i++) {
                values[to + i * KERNELS] = canonical[from + i];
            }
        }
    }
}
