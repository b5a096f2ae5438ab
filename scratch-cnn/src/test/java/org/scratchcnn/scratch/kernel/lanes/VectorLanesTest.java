package org.scratchcnn.scratch.kernel.lanes;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.scratchcnn.scratch.kernel.lanes.vector.VectorLoops;

@Tag("vectors")
@Tag("vectors-only")
@EnabledIf("org.scratchcnn.scratch.kernel.VectorSupport#isAvailable")
class VectorLanesTest extends LanesContract {

    @Override
    LaneLoops loops() {
        return VectorLoops.create();
    }
}
