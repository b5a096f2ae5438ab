package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What JMH prints beside operations a second: images a second, and GFLOP/s of nominal work. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Rates {

    private long images;
    private long flops;

    @Setup(Level.Iteration)
    public void forget() {
        images = 0;
        flops = 0;
    }

    /** Counts one operation. */
    void add(int operationImages, long operationFlops) {
        images += operationImages;
        flops += operationFlops;
    }

    /** JMH divides it by seconds. */
    public long images() {
        return images;
    }

    /** JMH divides it by seconds. */
    public double gigaflops() {
        return 1e-9 * flops;
    }
}
