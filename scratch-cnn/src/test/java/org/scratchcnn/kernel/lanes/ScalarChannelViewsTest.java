package org.scratchcnn.kernel.lanes;

class ScalarChannelViewsTest extends ChannelViewsUnderTest {

    @Override
    public LaneLoops loops() {
        return LaneLoops.scalar(5);
    }
}
