package org.scratchcnn.scratch.kernel;

/** How a convolution is computed. Which ones there are depends on the backend. */
public enum ConvAlgorithm {
    /** Seven nested loops, the one to read; on the textbook backend. */
    NAIVE,
    /** Windows copied into a matrix, then one matrix multiplication (Chellapilla et al. 2006); on the textbook backend. */
    IM2COL,
    /** The loop nest itself with one SIMD lane an image; on the lanes backend. */
    DIRECT
}
