package org.scratchcnn.kernel.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.BackendUnderTest;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.oracle.Numbers;

/** The lanes backend, with borders around everything. */
interface LanesUnderTest extends BackendUnderTest {

    LaneLoops loops();

    default ConvAlgorithm convolution() {
        return ConvAlgorithm.DIRECT;
    }

    @Override
    default Kernels kernels(ThreadTeam team) {
        return new LanesKernels(team, loops(), convolution());
    }

    @Override
    default int lanes() {
        return loops().lanes();
    }

    @Override
    default Padding2d extraBorder() {
        return new Padding2d(1, 2, 0, 3);
    }

    @Override
    default void assertBordersAreZero(Activations activations) {
        var own = LaneActivations.of(activations);
        for (int block = 0; block < own.blocks().length; block++) {
            var values = own.block(block).clone();
            clearInterior(own, values);
            Numbers.assertSameBits("borders of block " + block, values, new float[values.length]);
        }
    }

    /** Writes zeros to all that a block's array holds but borders. */
    static void clearInterior(LaneActivations activations, float[] block) {
        var layout = activations.layout();
        var strides = activations.strides();
        for (int channel = 0; channel < layout.channels(); channel++) {
            for (int y = 0; y < layout.height(); y++) {
                int at = strides.at(channel, y, 0);
                Arrays.fill(block, at, at + layout.width() * strides.lanes(), 0);
            }
        }
    }

    @Override
    default void soilUnusedLanes(Activations activations) {
        forEachUnusedLane(LaneActivations.of(activations), (values, at) -> values[at] = Float.NaN);
    }

    @Override
    default void assertUnusedLanesAreZero(Activations gradients) {
        forEachUnusedLane(
                LaneActivations.of(gradients),
                (values, at) -> assertThat(values[at]).as("unused lane").isZero());
    }

    private static void forEachUnusedLane(LaneActivations activations, ObjIntConsumer<float[]> action) {
        var layout = activations.layout();
        var strides = activations.strides();
        int lastBlock = activations.usedBlocks() - 1;
        int used = activations.images() - lastBlock * strides.lanes();
        for (int channel = 0; channel < layout.channels(); channel++) {
            for (int y = 0; y < layout.height(); y++) {
                for (int x = 0; x < layout.width(); x++) {
                    for (int lane = used; lane < strides.lanes(); lane++) {
                        action.accept(activations.block(lastBlock), strides.at(channel, y, x) + lane);
                    }
                }
            }
        }
    }
}
