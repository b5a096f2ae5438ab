package org.scratchcnn.kernel;

/** How a convolution is computed. Which ones there are depends on the backend. */
public enum ConvAlgorithm {
    /** Seven nested loops, the one to read; on the textbook backend. */
    NAIVE,
    /** Windows copied into a matrix, then one matrix multiplication (Chellapilla et al. 2006); on the textbook backend. */
    IM2COL,
    /** The loop nest itself with one SIMD lane an image; on the lanes backend. */
    DIRECT,
    /**
     * The minimal filtering algorithm F(2×2, 3×3), four ninths of the multiplications (Winograd 1980; Lavin and Gray 2016,
     * "Fast Algorithms for Convolutional Neural Networks"), for kernels of 3×3 with stride 1; on the lanes backend.
     */
    WINOGRAD,
    /** Whichever is fastest for the convolution's shape; on the lanes backend. */
    AUTO
}
