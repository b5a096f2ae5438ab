package org.scratchcnn.kernel.lanes;

import org.junit.jupiter.api.Tag;
import org.scratchcnn.kernel.KernelsContract;
import org.scratchcnn.kernel.lanes.vector.VectorLoops;

@Tag("vectors")
class VectorLanesTest extends KernelsContract implements LanesUnderTest {

    @Override
    public LaneLoops loops() {
        return VectorLoops.create();
    }
}
