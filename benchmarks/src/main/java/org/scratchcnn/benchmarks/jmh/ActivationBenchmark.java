package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;

/** Activation functions, forward and gradient by input, on each backend. */
public class ActivationBenchmark extends WeightlessBenchmark {

    @Param({"RELU", "SIGMOID", "TANH"})
    public WeightlessLayer workload = WeightlessLayer.RELU;

    @Override
    WeightlessLayer layer() {
        return workload;
    }
}
