package org.scratchcnn.worker;

import org.scratchcnn.engine.EngineOptions;

/** What a process that times single operations of a foreign engine is asked to do. */
public sealed interface KernelRequest permits ConvolutionRequest, MatrixMultiplyRequest {

    /** The engine's argument that asks for this kind of operation in place of {@link EngineWorker}. */
    String argument();

    EngineOptions options();

    IterationPlan iterations();
}
