package org.scratchcnn.worker;

import org.scratchcnn.engine.EngineOptions;

/**
 * The product of a {@code rows × depth} and a {@code depth × columns} matrix, both row-major, into one that is there
 * already.
 */
public record MatrixMultiplyRequest(int rows, int depth, int columns, EngineOptions options, IterationPlan iterations)
        implements KernelRequest {

    public static final String ARGUMENT = "matrix-multiply";

    /** The title of its only pass. */
    public static final String PRODUCT = "product";

    @Override
    public String argument() {
        return ARGUMENT;
    }
}
