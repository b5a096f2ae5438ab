package org.scratchcnn.core.record;

import java.util.List;

/**
 * One JMH benchmark with its raw samples.
 *
 * @param operation what is computed, for example {@code conv2d}
 * @param workload on what, for example {@code cifar-cnn/3 32→64 3×3 @16×16}
 * @param pass {@code forward}, {@code gradient by input} or {@code gradient by weight}
 * @param algorithm how, for example {@code NAIVE}
 * @param batchSize images in each operation
 * @param nominalFlops of one operation
 * @param forks milliseconds per operation: one list a fork, one value a measured iteration
 * @param protocol JMH's mode, forks, iterations and times, in words
 */
public record Microbenchmark(
        String operation,
        String workload,
        String pass,
        String algorithm,
        int batchSize,
        int threads,
        long nominalFlops,
        List<List<Double>> forks,
        String protocol) {

    public Microbenchmark {
        forks = forks.stream().map(List::copyOf).toList();
    }
}
