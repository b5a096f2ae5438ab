package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.scratchcnn.benchmarks.jmh.WeightlessLayer.LayerPass;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** Pooling, forward and gradient by input, on each backend. */
public class PoolingBenchmark extends KernelBenchmark {

    @Param({"MAX_POOL", "AVERAGE_POOL"})
    public WeightlessLayer workload = WeightlessLayer.MAX_POOL;

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
