package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;

/** Pooling, forward and gradient by input, on each backend. */
public class PoolingBenchmark extends WeightlessBenchmark {

    @Param({"MAX_POOL", "AVERAGE_POOL"})
    public WeightlessLayer workload = WeightlessLayer.MAX_POOL;

    @Override
    WeightlessLayer layer() {
        return workload;
    }
}
