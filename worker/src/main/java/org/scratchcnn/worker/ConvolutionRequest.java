package org.scratchcnn.worker;

import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.spec.ConvolutionShape;

/**
 * What a process that times single convolutions is asked to do: every pass of this one.
 *
 * @param images in each operation
 */
public record ConvolutionRequest(ConvolutionShape shape, int images, EngineOptions options, IterationPlan iterations) {}
