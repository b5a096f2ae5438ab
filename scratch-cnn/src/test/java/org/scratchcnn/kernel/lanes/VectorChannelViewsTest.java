package org.scratchcnn.kernel.lanes;

import org.junit.jupiter.api.Tag;
import org.scratchcnn.kernel.lanes.vector.VectorLoops;

@Tag("vectors")
class VectorChannelViewsTest extends ChannelViewsUnderTest {

    @Override
    public LaneLoops loops() {
        return VectorLoops.create();
    }
}
