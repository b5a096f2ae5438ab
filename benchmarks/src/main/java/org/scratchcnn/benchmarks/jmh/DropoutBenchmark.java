package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;

/** Dropout in training, forward and gradient by input, on each backend. */
public class DropoutBenchmark extends WeightlessBenchmark {

    @Param({"DROPOUT"})
    public WeightlessLayer workload = WeightlessLayer.DROPOUT;

    @Override
    WeightlessLayer layer() {
        return workload;
    }
}
