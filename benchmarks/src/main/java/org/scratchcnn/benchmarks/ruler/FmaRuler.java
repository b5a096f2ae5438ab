package org.scratchcnn.benchmarks.ruler;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.scratchcnn.benchmarks.ruler.vector.FmaLoop;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.VectorSupport;

/** The peak that no kernel can pass: fused multiply-adds a second, in vectors of the machine's preferred size. */
public final class FmaRuler implements IntFunction<List<Double>> {

    private static final int REPETITIONS = 5;

    /** A millisecond or two. */
    private static final int ITERATIONS = 500_000;

    private static final int BRIEF_ITERATIONS = 50_000;

    /** Many small items rather than one a thread: the threads end together. */
    private static final int ITEMS_PER_THREAD = 20;

    /** Short, so that the interpreter is soon through with them. */
    private static final int WARM_UP_ITERATIONS = 100;

    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private boolean warm;

    /** Written so that no loop can be left out. */
    private volatile float result;

    /**
     * Reads the ruler, in some tenths of a second; the first time a second more.
     *
     * @param threads that run the loop at once
     * @return GFLOP/s, one a repetition; none where this JVM has no SIMD
     */
    @Override
    public List<Double> apply(int threads) {
        if (!VectorSupport.isAvailable()) {
            return List.of();
        }
        warmUp();
        try (var team = new ThreadTeam(threads)) {
            // Left out: a new team's threads may have to share a processor until the scheduler parts them.
            measure(team);
            return IntStream.range(0, REPETITIONS).mapToObj(_ -> measure(team)).toList();
        }
    }

    /**
     * Reads the ruler on one thread, in a millisecond: GFLOP/s, the best of a few short runs. A second thread, just woken,
     * often has to share a processor at first. 1 where this JVM has no SIMD: that never moves.
     */
    public double atTheMoment() {
        if (!VectorSupport.isAvailable()) {
            return 1;
        }
        warmUp();
        double best = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            long started = System.nanoTime();
            result = FmaLoop.run(BRIEF_ITERATIONS);
            best = Math.max(best, (double) FmaLoop.flops(BRIEF_ITERATIONS) / (System.nanoTime() - started));
        }
        return best;
    }

    private void warmUp() {
        if (!warm) {
            long started = System.nanoTime();
            while (System.nanoTime() - started < WARM_UP.toNanos()) {
                result = FmaLoop.run(WARM_UP_ITERATIONS);
            }
            warm = true;
        }
    }

    private double measure(ThreadTeam team) {
        int items = ITEMS_PER_THREAD * team.threads();
        long started = System.nanoTime();
        team.run(items, (_, _) -> result = FmaLoop.run(ITERATIONS));
        long nanos = System.nanoTime() - started;
        return (double) items * FmaLoop.flops(ITERATIONS) / nanos;
    }
}
