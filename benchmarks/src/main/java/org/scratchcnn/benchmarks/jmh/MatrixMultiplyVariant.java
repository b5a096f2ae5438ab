package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.vector.VectorMatrixMultiply;

/** How a benchmark multiplies matrices. */
public enum MatrixMultiplyVariant {
    /** By the definition: rows, columns, and the sum. */
    THREE_LOOPS,
    /** Blocks that fit the caches, in plain Java. */
    BLOCKED,
    /** Blocks, panels and tiles of vectors. */
    VECTOR;

    MatrixMultiply multiply() {
        return switch (this) {
            case THREE_LOOPS -> new ThreeLoopMultiply();
            case BLOCKED -> new BlockedMatrixMultiply();
            case VECTOR -> new VectorMatrixMultiply();
        };
    }
}
