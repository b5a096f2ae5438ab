package org.scratchcnn.scratch.kernel.lanes;

import org.junit.jupiter.api.Test;
import org.scratchcnn.core.spec.Conv2d;
import org.scratchcnn.core.spec.Padding2d;
import org.scratchcnn.core.spec.Shape;
import org.scratchcnn.scratch.kernel.BatchSize;
import org.scratchcnn.scratch.kernel.Conv2dCases;
import org.scratchcnn.scratch.kernel.Conv2dContract;
import org.scratchcnn.scratch.kernel.Conv2dPropertiesContract;
import org.scratchcnn.scratch.kernel.ConvAlgorithm;

/** The contract of convolutions, with F(2×2, 3×3) for all that it can compute and DIRECT for the others. */
abstract class WinogradContract implements LanesUnderTest, Conv2dContract, Conv2dPropertiesContract {

    @Override
    public final ConvAlgorithm convolution() {
        return ConvAlgorithm.WINOGRAD;
    }

    /** Its sums take differences of sums: larger numbers than their result, rounded more often. */
    @Override
    public final double errorGrowth() {
        return 8;
    }

    @Test
    void agreesWithTheOracleForMoreChannelsAndColumnsThanAreComputedAtATime() {
        var conv = Conv2d.of(130, 70, 3).withPadding(Padding2d.all(1));

        convolutionAgreesWithTheOracle(
                new Conv2dCases.Case(1, conv, Shape.image(130, 3, 40), BatchSize.ONE_MORE_THAN_LANES));
    }
}
