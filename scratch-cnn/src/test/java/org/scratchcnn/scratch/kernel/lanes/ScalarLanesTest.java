package org.scratchcnn.scratch.kernel.lanes;

/** With a number of lanes that is no power of two, which plain Java does not mind. */
class ScalarLanesTest extends LanesContract {

    @Override
    LaneLoops loops() {
        return LaneLoops.scalar(5);
    }
}
