package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import org.scratchcnn.kernel.lanes.LaneLoops;

/** The loops with vectors of the preferred size. */
public final class VectorLoops {

    private VectorLoops() {}

    /** To be called only where {@link org.scratchcnn.kernel.VectorSupport#isAvailable} says yes. */
    public static LaneLoops create() {
        return new LaneLoops(
                FloatVector.SPECIES_PREFERRED.length(),
                new VectorConvolutionLoop(),
                new VectorWinogradLoop(),
                new VectorWeightGradientLoop(),
                new VectorDepthwiseLoop(),
                new VectorDenseLoop(),
                new VectorOuterProductLoop(),
                new VectorReluLoop(),
                new VectorActivationLoop(),
                new VectorSoftmaxLoop(),
                new VectorMaxPoolLoop(),
                new VectorNormalizationLoop(),
                new VectorSumLoop());
    }
}
