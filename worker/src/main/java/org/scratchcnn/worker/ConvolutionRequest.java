package org.scratchcnn.worker;

import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.ConvolutionShape;

/**
 * Every pass of one convolution.
 *
 * @param images in each operation
 */
public record ConvolutionRequest(ConvolutionShape shape, int images, EngineOptions options, IterationPlan iterations)
        implements KernelRequest {

    public static final String ARGUMENT = "convolution";

    @Override
    public String argument() {
        return ARGUMENT;
    }
}
