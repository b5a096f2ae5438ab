package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.scratchcnn.benchmarks.jmh.WeightlessLayer.LayerPass;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** Activation functions, forward and gradient by input, on each backend. */
public class ActivationBenchmark extends KernelBenchmark {

    @Param({"RELU", "SIGMOID", "TANH"})
    public WeightlessLayer workload = WeightlessLayer.RELU;

    @Param
    public LayerPass pass = LayerPass.FORWARD;

    @Param
    public BackendVariant algorithm = BackendVariant.TEXTBOOK;

    @Override
    Workload open(ThreadTeam threads) {
        return new WeightlessWorkload(workload, images, algorithm.kernels(threads)).pass(pass);
    }

    @Override
    long flops() {
        return 0;
    }
}
