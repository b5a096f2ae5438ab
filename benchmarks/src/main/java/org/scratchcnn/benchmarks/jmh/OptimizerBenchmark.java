package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.zoo.Zoo;

/** Updates of all parameters of a network, which also set the gradients to zero. */
public class OptimizerBenchmark extends KernelBenchmark {

    /** A network of the zoo. */
    @Param("cifar-cnn")
    public String workload = "";

    @Param("UPDATE")
    public String pass = "";

    @Param
    public OptimizerVariant algorithm = OptimizerVariant.SGD;

    @Override
    Workload open(ThreadTeam threads) {
        return new OptimizerWorkload(Zoo.network(workload), algorithm, threads);
    }

    /** New gradients for each update, off the clock: it takes long enough for that not to disturb the clock. */
    @Setup(Level.Invocation)
    public void drawGradients() {
        ((OptimizerWorkload) workload()).drawGradients();
    }

    @Override
    long flops() {
        return 0;
    }
}
