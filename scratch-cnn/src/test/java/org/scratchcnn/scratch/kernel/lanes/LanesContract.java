package org.scratchcnn.scratch.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.core.spec.Padding2d;
import org.scratchcnn.scratch.kernel.Activations;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.Numbers;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** The contract of all backends, with borders around everything. */
abstract class LanesContract extends KernelsContract {

    abstract LaneLoops loops();

    @Override
    public final Kernels kernels(ThreadTeam team) {
        return new LanesKernels(team, loops());
    }

    @Override
    public final int lanes() {
        return loops().lanes();
    }

    @Override
    public final Padding2d extraBorder() {
        return new Padding2d(1, 2, 0, 3);
    }

    @Override
    public final void assertBordersAreZero(Activations activations) {
        var own = LaneActivations.of(activations);
        var layout = own.layout();
        var strides = own.strides();
        for (int block = 0; block < own.blocks().length; block++) {
            var values = own.block(block).clone();
            for (int channel = 0; channel < layout.channels(); channel++) {
                for (int y = 0; y < layout.height(); y++) {
                    int at = strides.at(channel, y, 0);
                    Arrays.fill(values, at, at + layout.width() * strides.lanes(), 0);
                }
            }
            Numbers.assertSameBits("borders of block " + block, values, new float[values.length]);
        }
    }
}
