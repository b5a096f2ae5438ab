package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.scratchcnn.benchmarks.jmh.WeightlessLayer.LayerPass;
import org.scratchcnn.kernel.ThreadTeam;

/** A layer without weights, forward and gradient by input, on each backend. */
public abstract class WeightlessBenchmark extends KernelBenchmark {

    @Param
    public LayerPass pass = LayerPass.FORWARD;

    @Param
    public BackendVariant algorithm = BackendVariant.TEXTBOOK;

    /** The parameter {@code workload}, which each benchmark has other values of. */
    abstract WeightlessLayer layer();

    @Override
    final Workload open(ThreadTeam threads) {
        return new WeightlessWorkload(layer(), images, algorithm.kernels(threads)).pass(pass);
    }

    @Override
    final long flops() {
        return 0;
    }
}
