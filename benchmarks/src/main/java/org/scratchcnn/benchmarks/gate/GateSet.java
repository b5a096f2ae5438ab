package org.scratchcnn.benchmarks.gate;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.Benchmark.Operation;

/** Named selections of benchmarks, at most eight each. */
public enum GateSet {
    /** Training steps from the smallest network to the largest, forward passes, one image, and the second backend. */
    GATE(
            new Benchmark("spiral-32-step", "spiral", 32, "scratch", Operation.STEP),
            new Benchmark("fashion-32-step", "fashion-mnist", 32, "scratch", Operation.STEP),
            new Benchmark("fashion-128-step", "fashion-mnist", 128, "scratch", Operation.STEP),
            new Benchmark("cifar-64-step", "cifar-10", 64, "scratch", Operation.STEP),
            new Benchmark("fashion-32-step-im2col", "fashion-mnist", 32, "scratch-im2col", Operation.STEP),
            new Benchmark("fashion-32-forward", "fashion-mnist", 32, "scratch", Operation.FORWARD),
            new Benchmark("cifar-64-forward", "cifar-10", 64, "scratch", Operation.FORWARD),
            new Benchmark("fashion-one-image", "fashion-mnist", 32, "scratch", Operation.FORWARD_ONE)),
    /** Two training steps, for a first look. */
    QUICK(GATE.benchmarks.get(0), GATE.benchmarks.get(1));

    private final List<Benchmark> benchmarks;

    GateSet(Benchmark... benchmarks) {
        this.benchmarks = List.of(benchmarks);
    }

    public List<Benchmark> benchmarks() {
        return benchmarks;
    }

    /** As users type it, for example {@code gate}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
