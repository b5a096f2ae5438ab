package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LaneLoops;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;

/** How a benchmark computes a convolution: each algorithm, and the two fast layouts in plain Java. */
public enum ConvolutionVariant {
    NAIVE,
    /** With the blocked matrix multiplication, without vectors. */
    IM2COL_SCALAR,
    IM2COL,
    /** One lane an image, the lanes a loop in plain Java. */
    DIRECT_SCALAR,
    DIRECT,
    WINOGRAD,
    AUTO;

    /** Of the plain loops: floats in a vector of 512 bits. */
    static final int LANES = 16;

    /** Kernels that compute convolutions in this way. */
    Kernels kernels(ThreadTeam team) {
        return switch (this) {
            case NAIVE -> new TextbookKernels(ConvAlgorithm.NAIVE, MatrixMultiply.fastest(), team);
            case IM2COL_SCALAR -> new TextbookKernels(ConvAlgorithm.IM2COL, new BlockedMatrixMultiply(), team);
            case IM2COL -> new TextbookKernels(ConvAlgorithm.IM2COL, MatrixMultiply.fastest(), team);
            case DIRECT_SCALAR -> new LanesKernels(team, LaneLoops.scalar(LANES), ConvAlgorithm.DIRECT);
            case DIRECT -> new LanesKernels(team, ConvAlgorithm.DIRECT);
            case WINOGRAD -> new LanesKernels(team, ConvAlgorithm.WINOGRAD);
            case AUTO -> new LanesKernels(team, ConvAlgorithm.AUTO);
        };
    }
}
