package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.KernelsContract;

/** With a number of lanes that is no power of two, which plain Java does not mind. */
class ScalarLanesTest extends KernelsContract implements LanesUnderTest {

    @Override
    public LaneLoops loops() {
        return LaneLoops.scalar(5);
    }
}
