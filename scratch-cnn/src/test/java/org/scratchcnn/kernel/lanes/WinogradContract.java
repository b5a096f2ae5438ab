package org.scratchcnn.kernel.lanes;

import org.junit.jupiter.api.Test;
import org.scratchcnn.kernel.BatchSize;
import org.scratchcnn.kernel.Conv2dCases;
import org.scratchcnn.kernel.Conv2dContract;
import org.scratchcnn.kernel.Conv2dPropertiesContract;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.ConvTranspose2dContract;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/** The contract of convolutions, with F(2×2, 3×3) for all that it can compute and DIRECT for the others. */
abstract class WinogradContract
        implements LanesUnderTest, Conv2dContract, Conv2dPropertiesContract, ConvTranspose2dContract {

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
