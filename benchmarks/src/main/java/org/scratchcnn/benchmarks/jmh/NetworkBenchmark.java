package org.scratchcnn.benchmarks.jmh;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.TearDown;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Whole networks in the library's engines: forward, forward and backward, training step. */
public class NetworkBenchmark extends KernelBenchmark {

    /** A network of the zoo. */
    @Param("fashion-cnn")
    public String workload = "";

    @Param({"FORWARD", "FORWARD_BACKWARD", "STEP"})
    public Operation pass = Operation.FORWARD;

    /** An engine of the library. */
    @Param("scratch")
    public String algorithm = "";

    private @Nullable NetworkWorkload network;

    @Override
    Workload open(ThreadTeam threads) {
        network = new NetworkWorkload(workload, algorithm, images, threads.threads());
        return network.operation(pass);
    }

    @TearDown
    public void closeNetwork() {
        try (var timed = Objects.requireNonNull(network, "set up by JMH")) {
            timed.requireFiniteLogits();
        }
    }

    @Override
    long flops() {
        return NetworkWorkload.flops(workload, pass, images);
    }
}
