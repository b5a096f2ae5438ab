package org.scratchcnn.scratch.kernel.lanes;

import org.junit.jupiter.api.Tag;
import org.scratchcnn.scratch.kernel.KernelsContract;
import org.scratchcnn.scratch.kernel.lanes.vector.VectorLoops;

@Tag("vectors")
@Tag("vectors-only")
class VectorLanesTest extends KernelsContract implements LanesUnderTest {

    @Override
    public LaneLoops loops() {
        return VectorLoops.create();
    }
}
