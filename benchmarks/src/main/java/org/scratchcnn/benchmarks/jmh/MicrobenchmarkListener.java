package org.scratchcnn.benchmarks.jmh;

import java.util.OptionalDouble;

/** Told how far a set of microbenchmarks has come. */
@FunctionalInterface
public interface MicrobenchmarkListener {

    /**
     * All forks of one benchmark are over.
     *
     * @param title for example {@code convolution cifar-cnn/3 32→64 3×3 @16×16, forward, NAIVE}
     * @param milliseconds of an operation on average; empty if a fork failed
     * @param number of this one; the first is 1
     * @param total of the set
     */
    void microbenchmarkFinished(String title, OptionalDouble milliseconds, int number, int total);
}
