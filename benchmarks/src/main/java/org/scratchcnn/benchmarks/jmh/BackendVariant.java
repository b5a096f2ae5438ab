package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.scratch.kernel.ConvAlgorithm;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.scratch.kernel.lanes.LaneLoops;
import org.scratchcnn.scratch.kernel.lanes.LanesKernels;
import org.scratchcnn.scratch.kernel.textbook.MatrixMultiply;
import org.scratchcnn.scratch.kernel.textbook.TextbookKernels;

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
