package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.benchmarks.jmh.ConvolutionBenchmark.Pass;
import org.scratchcnn.scratch.kernel.ConvAlgorithm;

/** Named selections of benchmarks, each with forks and times that fit what it is for. */
public enum MicrobenchmarkSet {
    /** Naive loops against im2col and the direct kernels, on the convolutions of fashion-cnn and cifar-cnn. */
    CONVOLUTIONS(
            fashionAndCifar(),
            List.of(ConvAlgorithm.NAIVE, ConvAlgorithm.IM2COL, ConvAlgorithm.DIRECT),
            2,
            2,
            225,
            3,
            100),
    /** The same and Winograd's, with more forks and longer iterations, for figures to quote. */
    CONVOLUTIONS_LONG(
            fashionAndCifar(),
            List.of(ConvAlgorithm.NAIVE, ConvAlgorithm.IM2COL, ConvAlgorithm.DIRECT, ConvAlgorithm.WINOGRAD),
            5,
            5,
            1_000,
            5,
            1_000);

    private final List<String> layers;
    private final List<ConvAlgorithm> algorithms;
    private final int forks;
    private final int warmupIterations;
    private final int warmupMilliseconds;
    private final int measurementIterations;
    private final int measurementMilliseconds;

    MicrobenchmarkSet(
            List<String> layers,
            List<ConvAlgorithm> algorithms,
            int forks,
            int warmupIterations,
            int warmupMilliseconds,
            int measurementIterations,
            int measurementMilliseconds) {
        this.layers = layers;
        this.algorithms = algorithms;
        this.forks = forks;
        this.warmupIterations = warmupIterations;
        this.warmupMilliseconds = warmupMilliseconds;
        this.measurementIterations = measurementIterations;
        this.measurementMilliseconds = measurementMilliseconds;
    }

    /** As users type it, for example {@code convolutions-long}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The set of that name, if there is one. */
    public static Optional<MicrobenchmarkSet> named(String title) {
        return Arrays.stream(values()).filter(set -> set.title().equals(title)).findFirst();
    }

    /** Convolutions as {@code network/path}. */
    List<String> layers() {
        return layers;
    }

    List<ConvAlgorithm> algorithms() {
        return algorithms;
    }

    int forks() {
        return forks;
    }

    int warmupIterations() {
        return warmupIterations;
    }

    int warmupMilliseconds() {
        return warmupMilliseconds;
    }

    int measurementIterations() {
        return measurementIterations;
    }

    int measurementMilliseconds() {
        return measurementMilliseconds;
    }

    /** About how long the set runs, JVM starts included. */
    public long estimatedSeconds() {
        int benchmarks = layers.size() * Pass.values().length * algorithms.size();
        int perFork = 1_000 + warmupIterations * warmupMilliseconds + measurementIterations * measurementMilliseconds;
        return (long) benchmarks * forks * perFork / 1_000;
    }

    private static List<String> fashionAndCifar() {
        return List.of("fashion-cnn/0", "fashion-cnn/3", "cifar-cnn/0", "cifar-cnn/3");
    }
}
