package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LaneLoops;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;

/** How a benchmark computes a layer without weights: on each backend, the fast one also in plain Java. */
public enum BackendVariant {
    TEXTBOOK,
    /** One lane an image, the lanes a loop in plain Java. */
    LANES_SCALAR,
    LANES;

    /** Kernels of this backend. */
    Kernels kernels(ThreadTeam team) {
        return switch (this) {
            case TEXTBOOK -> new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
            case LANES_SCALAR ->
                new LanesKernels(team, LaneLoops.scalar(ConvolutionVariant.LANES), ConvAlgorithm.DIRECT);
            case LANES -> new LanesKernels(team);
        };
    }
}
