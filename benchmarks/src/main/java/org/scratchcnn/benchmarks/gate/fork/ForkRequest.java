package org.scratchcnn.benchmarks.gate.fork;

import java.util.List;

/**
 * What a fork is asked to do, as the arguments of its process.
 *
 * @param threads that compute
 * @param slowdown planted: every operation is followed, inside the clock, by a busy-wait of this share of its own time;
 *     0 for none
 */
public record ForkRequest(Benchmark benchmark, int threads, double slowdown) {

    /** As arguments, which {@link #parse} reads. */
    public List<String> arguments() {
        return List.of(
                benchmark.name(),
                benchmark.task(),
                Integer.toString(benchmark.batchSize()),
                benchmark.engine(),
                benchmark.operation().name(),
                Integer.toString(threads),
                Double.toString(slowdown));
    }

    static ForkRequest parse(String... words) {
        var operation = Benchmark.Operation.valueOf(words[4]);
        return new ForkRequest(
                new Benchmark(words[0], words[1], Integer.parseInt(words[2]), words[3], operation),
                Integer.parseInt(words[5]),
                Double.parseDouble(words[6]));
    }
}
