package org.scratchcnn.reports.suite;

import java.util.List;
import java.util.Set;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/**
 * Single convolutions of the size that big networks are made of, where PyTorch's kernels are at their best, and what the
 * library is to reach on them.
 */
public final class LargeConvolutions {

    /** The suite that measures all of it, as users type it. */
    public static final String SUITE = "large-convolutions";

    /** How the library's algorithm is called in records: the one that it chooses by itself. */
    public static final String ALGORITHM = "AUTO";

    /** PyTorch's layouts, as records name them; whichever is faster counts, pass by pass. */
    public static final List<String> PEERS = List.of(EngineNames.PYTORCH, EngineNames.PYTORCH_CHANNELS_LAST);

    public static final int BATCH_SIZE = 32;

    /** How many times as long PyTorch is to take: the library is not slower. */
    public static final double RATIO = 1;

    /** The share of the machine's peak of fused multiply-adds that {@link #PEAK_PASSES} are to reach. */
    public static final double PEAK_SHARE = 0.65;

    public static final Set<Pass> PEAK_PASSES = Set.of(Pass.FORWARD, Pass.GRADIENT_BY_INPUT);

    private LargeConvolutions() {}

    /** Kernels of 3×3 with a border of one: four stages of a residual network, and the largest images of VGG's kind. */
    public static List<ConvolutionShape> all() {
        return List.of(square(64, 32), square(128, 16), square(256, 8), square(512, 4), square(64, 112));
    }

    private static ConvolutionShape square(int channels, int side) {
        return new ConvolutionShape(
                Conv2d.of(channels, channels, 3).withPadding(Padding2d.all(1)), Shape.image(channels, side, side));
    }
}
