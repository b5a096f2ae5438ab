package org.scratchcnn.benchmarks.gate.fork;

import java.util.List;

/**
 * What a fork is asked to do, as the arguments of its process.
 *
 * @param threads that compute
 * @param slowdown planted: every operation is followed, inside the clock, by a busy-wait of this share of its own time;
 *     0 for none
 */
public record ForkRequest(Benchmark benchmark, int threads, PairPlan plan, double slowdown) {

    /** The same, with a planted slowdown. */
    public ForkRequest withSlowdown(double share) {
        return new ForkRequest(benchmark, threads, plan, share);
    }

    /** As arguments, which {@link #parse} reads. */
    public List<String> arguments() {
        return List.of(
                benchmark.name(),
                benchmark.task(),
                Integer.toString(benchmark.batchSize()),
                benchmark.engine(),
                benchmark.operation().name(),
                Integer.toString(threads),
                Integer.toString(plan.warmupMilliseconds()),
                Integer.toString(plan.blocks()),
                Integer.toString(plan.blockMilliseconds()),
                Double.toString(slowdown));
    }

    static ForkRequest parse(String... arguments) {
        return new ForkRequest(
                new Benchmark(
                        arguments[0],
                        arguments[1],
                        Integer.parseInt(arguments[2]),
                        arguments[3],
                        Benchmark.Operation.valueOf(arguments[4])),
                Integer.parseInt(arguments[5]),
                new PairPlan(
                        Integer.parseInt(arguments[6]), Integer.parseInt(arguments[7]), Integer.parseInt(arguments[8])),
                Double.parseDouble(arguments[9]));
    }
}
