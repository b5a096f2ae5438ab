package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.BackendUnderTest;
import org.scratchcnn.kernel.ChannelViewsContract;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.Numbers;

/** The lanes backend on views in the middle of buffers whose other channels hold NaN. */
abstract class ChannelViewsUnderTest implements LanesUnderTest, ChannelViewsContract {

    private static final int CHANNELS_BEFORE = 2;
    private static final int CHANNELS_AFTER = 3;

    /** Not what arithmetic makes. */
    private static final float OUTSIDE = Float.intBitsToFloat(0x7fc0_beef);

    /** With DIRECT for all that it can't compute. */
    @Override
    public final ConvAlgorithm convolution() {
        return ConvAlgorithm.WINOGRAD;
    }

    @Override
    public final BackendUnderTest onWholeBuffers() {
        return new LanesUnderTest() {
            @Override
            public LaneLoops loops() {
                return ChannelViewsUnderTest.this.loops();
            }

            @Override
            public ConvAlgorithm convolution() {
                return ChannelViewsUnderTest.this.convolution();
            }
        };
    }

    @Override
    public final Layout layout(Shape shape, int maxBatch, Padding2d border) {
        var own = Layout.of(shape, maxBatch, border);
        int all = CHANNELS_BEFORE + own.channels() + CHANNELS_AFTER;
        return new Layout(all, own.height(), own.width(), maxBatch, border).view(CHANNELS_BEFORE, own.channels());
    }

    @Override
    public final Activations allocate(Kernels kernels, Layout layout) {
        var whole = kernels.allocate(new Layout(
                layout.bufferChannels(), layout.height(), layout.width(), layout.maxBatch(), layout.border()));
        var view = LaneActivations.of(kernels.view(whole, layout));
        for (var block : view.blocks()) {
            fillOutside(view, block);
        }
        return view;
    }

    private static void fillOutside(LaneActivations view, float[] block) {
        var border = view.layout().border();
        int first = view.strides().at(0, -border.top(), -border.left());
        int end = first + view.layout().channels() * view.strides().channel();
        Arrays.fill(block, first - CHANNELS_BEFORE * view.strides().channel(), first, OUTSIDE);
        Arrays.fill(block, end, block.length, OUTSIDE);
    }

    @Override
    public final void assertBordersAreZero(Activations activations) {
        var view = LaneActivations.of(activations);
        var expected = new float[view.strides().length()];
        fillOutside(view, expected);
        for (int block = 0; block < view.blocks().length; block++) {
            var values = view.block(block).clone();
            LanesUnderTest.clearInterior(view, values);
            Numbers.assertSameBits("what stands around the view in block " + block, values, expected);
        }
    }
}
