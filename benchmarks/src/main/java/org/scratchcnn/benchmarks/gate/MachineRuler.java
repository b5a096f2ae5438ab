package org.scratchcnn.benchmarks.gate;

import java.util.function.DoubleSupplier;
import org.scratchcnn.benchmarks.ruler.vector.FmaLoop;
import org.scratchcnn.kernel.VectorSupport;

/**
 * The machine's own speed at the moment: fused multiply-adds a second, the best of a few runs that last a millisecond
 * together. On one thread: a second one, just woken, often has to share a processor at first. Without vectors there is
 * no such loop, and the ruler never moves.
 */
final class MachineRuler implements DoubleSupplier {

    private static final int ITERATIONS = 50_000;
    private static final int RUNS = 5;

    /** So that the loop is compiled before the first reading that counts. */
    private static final int WARM_UP_RUNS = 2_500;

    MachineRuler() {
        if (VectorSupport.isAvailable()) {
            var _ = best(WARM_UP_RUNS);
        }
    }

    @Override
    public double getAsDouble() {
        return VectorSupport.isAvailable() ? best(RUNS) : 1;
    }

    private static double best(int runs) {
        double best = 0;
        for (int i = 0; i < runs; i++) {
            long started = System.nanoTime();
            float sum = FmaLoop.run(ITERATIONS);
            long nanos = System.nanoTime() - started;
            // Looked at, so that the loop can't be left out.
            if (!Float.isFinite(sum)) {
                throw new AssertionError("The ruler's loop diverges");
            }
            best = Math.max(best, (double) FmaLoop.flops(ITERATIONS) / nanos);
        }
        return best;
    }
}
