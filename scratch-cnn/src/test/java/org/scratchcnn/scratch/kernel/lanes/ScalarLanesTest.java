package org.scratchcnn.scratch.kernel.lanes;

import org.scratchcnn.scratch.kernel.KernelsContract;

/** With a number of lanes that is no power of two, which plain Java does not mind. */
class ScalarLanesTest extends KernelsContract implements LanesUnderTest {

    @Override
    public LaneLoops loops() {
        return LaneLoops.scalar(5);
    }
}
