package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.worker.IterationPlan;

/** Named selections of benchmarks, each with forks and times that fit what it is for. */
public enum MicrobenchmarkSet {
    /** Every kind of benchmark on few of its workloads, to see that all kinds work; its figures are not to be quoted. */
    SMOKE(Selections.smoke(), 1, new IterationPlan(1, 600, 1, 100)),
    /** Every kernel with the naive and every vectorized algorithm, and two whole networks, for figures to quote. */
    KERNELS(Selections.kernels(), 3, new IterationPlan(4, 150, 5, 100)),
    /** Naive loops against im2col and the direct kernels, on the convolutions of fashion-cnn and cifar-cnn. */
    CONVOLUTIONS(Selections.convolutions(), 3, new IterationPlan(3, 225, 3, 100)),
    /** The same and Winograd's, with more forks and longer iterations, for figures to quote. */
    CONVOLUTIONS_LONG(Selections.convolutionsAndWinograd(), 5, new IterationPlan(5, 1_000, 5, 1_000)),
    /** The road from the naive loops to the last kernel, step by step: the table of docs/performance.md. */
    ROAD(Selections.road(), 3, new IterationPlan(4, 300, 4, 100)),
    /** The two algorithms that AUTO chooses between, over channels and sides: docs/measurements/auto.md. */
    AUTO(Selections.auto(), 1, new IterationPlan(4, 300, 6, 50)),
    /** The library against PyTorch on {@link org.scratchcnn.reports.suite.LargeConvolutions}, on all threads. */
    LARGE_CONVOLUTIONS(Selections.largeConvolutions(), 3, new IterationPlan(3, 300, 4, 120));

    private final BenchmarkPlan plan;

    MicrobenchmarkSet(List<BenchmarkSelection> selections, int forks, IterationPlan iterations) {
        plan = new BenchmarkPlan(selections, forks, iterations);
    }

    /** As users type it, for example {@code convolutions-long}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The set of that name, if there is one. */
    public static Optional<MicrobenchmarkSet> named(String title) {
        return Arrays.stream(values()).filter(set -> set.title().equals(title)).findFirst();
    }

    /** Foreign engines that are timed beside the library. */
    public List<String> peers() {
        return plan.peers();
    }

    /** About how long the set runs where all peers can be started, JVM starts included. */
    public long estimatedSeconds() {
        return plan.estimatedMilliseconds() / 1_000;
    }

    BenchmarkPlan plan() {
        return plan;
    }
}
