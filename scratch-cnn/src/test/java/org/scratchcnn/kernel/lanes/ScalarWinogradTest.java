package org.scratchcnn.kernel.lanes;

class ScalarWinogradTest extends WinogradContract {

    @Override
    public LaneLoops loops() {
        return LaneLoops.scalar(5);
    }
}
