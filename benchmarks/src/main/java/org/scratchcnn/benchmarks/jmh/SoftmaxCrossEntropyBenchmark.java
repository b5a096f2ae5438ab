package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Param;
import org.scratchcnn.kernel.ThreadTeam;

/** Softmax cross-entropy: the loss and its gradient by the logits. */
public class SoftmaxCrossEntropyBenchmark extends KernelBenchmark {

    /** Classes. */
    @Param("10")
    public int workload = 0;

    @Param("LOSS_AND_GRADIENT")
    public String pass = "";

    @Param("scratch")
    public String algorithm = "";

    @Override
    Workload open(ThreadTeam threads) {
        return new LossWorkload(workload, images);
    }

    @Override
    long flops() {
        return 0;
    }
}
