package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * The transformed kernels of a {@link WinogradPass}, {@code [16][tiles of output channels][input channels][4]}, the last
 * tile filled up with zeros. An item is some kernels, neighbours in that order, whose values are brought together first,
 * so that their transform is whole vectors.
 */
final class WinogradWeights {

    private static final int TILE = WinogradLoop.CHANNELS;
    private static final int KERNEL = 9;

    /** Kernels of an item: whole vectors of any length, whose values stay in the first-level cache. */
    private static final int KERNELS = 256;

    private final WinogradPass pass;
    private final WinogradLoop loop;
    private final ThreadTeam team;
    private final int kernels;
    private final int position;
    private final Buffer<float[]> transformed;
    private final ThreadBuffers scratch;
    private final ItemTask item = this::item;

    private float[] canonical = LanesKernels.NOTHING;

    WinogradWeights(WinogradPass pass, WinogradLoop loop, ThreadTeam team, Workspace workspace) {
        this.pass = pass;
        this.loop = loop;
        this.team = team;
        this.kernels = Math.multiplyExact(TILE * pass.channelTiles(), pass.inChannels());
        this.position = CacheLines.oddNumber(Math.multiplyExact(KERNELS, Math.ceilDiv(kernels, KERNELS)));
        this.transformed = workspace.floats(Math.multiplyExact(WinogradPass.POSITIONS, position));
        this.scratch = workspace.perThread(KERNEL * KERNELS);
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
        return matrixPosition * position + channelTile * pass.inChannels() * TILE;
    }

    private void item(int index, int thread) {
        var values = scratch.of(thread);
        int first = index * KERNELS;
        int end = Math.min(first + KERNELS, kernels);
        for (int kernel = first; kernel < end; kernel += TILE) {
            int out = kernel / TILE / pass.inChannels() * TILE;
            int in = kernel / TILE % pass.inChannels();
            for (int k = 0; k < TILE; k++) {
                copy(out + k, in, values, kernel - first + k);
            }
        }
        loop.transformKernels(values, KERNELS, transformed.array(), first, position);
    }

    private void copy(int out, int in, float[] values, int to) {
        if (out >= pass.outChannels()) {
            for (int i = 0; i < KERNEL; i++) {
                values[to + i * KERNELS] = 0;
            }
        } else if (pass.transposed()) {
            // The kernels of a gradient by input are turned round.
            int from = KERNEL * (in * pass.outChannels() + out) + KERNEL - 1;
            for (int i = 0; i < KERNEL; i++) {
                values[to + i * KERNELS] = canonical[from - i];
            }
        } else {
            int from = KERNEL * (out * pass.inChannels() + in);
            for (int i = 0; i < KERNEL; i++) {
                values[to + i * KERNELS] = canonical[from + i];
            }
        }
    }
}
