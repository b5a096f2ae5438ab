package org.scratchcnn.benchmarks.ruler;

import java.time.Duration;
import org.scratchcnn.benchmarks.ruler.vector.FmaLoop;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.worker.record.RulerReading;

/** The peak that no kernel can pass: fused multiply-adds a second, in vectors of the machine's preferred size. */
final class FmaRuler implements Ruler {

    /** A millisecond or two. */
    private static final int ITERATIONS = 500_000;

    /** Many small items rather than one a thread: the threads end together. */
    private static final int ITEMS_PER_THREAD = 20;

    /** Short, so that the interpreter is soon through with them. */
    private static final int WARM_UP_ITERATIONS = 100;

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /** Written so that no loop can be left out. */
    private volatile float result;

    FmaRuler() {
        VectorSupport.require("The ruler of fused multiply-adds");
    }

    @Override
    public String name() {
        return RulerReading.FMA;
    }

    @Override
    public String unit() {
        return "GFLOP/s";
    }

    @Override
    public void warmUp() {
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (System.nanoTime() < end) {
            result = FmaLoop.run(WARM_UP_ITERATIONS);
        }
    }

    @Override
    public double measure(ThreadTeam team) {
        int items = ITEMS_PER_THREAD * team.threads();
        long started = System.nanoTime();
        team.run(items, (_, _) -> result = FmaLoop.run(ITERATIONS));
        long nanos = System.nanoTime() - started;
        return (double) items * FmaLoop.flops(ITERATIONS) / nanos;
    }
}
