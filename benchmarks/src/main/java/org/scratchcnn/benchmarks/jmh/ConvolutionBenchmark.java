package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/** Convolutions by each algorithm: forward, gradient by input, gradient by weight, with weights that just changed. */
public class ConvolutionBenchmark extends KernelBenchmark {

    /** A name that {@link ConvolutionWorkload#convolution} knows. */
    @Param("fashion-cnn/0")
    public String workload = "";

    @Param
    public Pass pass = Pass.FORWARD;

    @Param
    public ConvolutionVariant algorithm = ConvolutionVariant.NAIVE;

    @Override
    Workload open(ThreadTeam threads) {
        var convolution = ConvolutionWorkload.seeded(workload, images, algorithm.kernels(threads));
        return switch (pass) {
            case FORWARD -> convolution::forward;
            case GRADIENT_BY_INPUT -> convolution::gradientByInput;
            case GRADIENT_BY_WEIGHT -> convolution::gradientByWeight;
        };
    }

    @Override
    long flops() {
        return ConvolutionWorkload.convolution(workload).nominalFlops(images);
    }
}
