package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.benchmarks.jmh.ConvolutionBenchmark.Pass;

/** Named selections of benchmarks, each with forks and times that fit what it is for. */
public enum MicrobenchmarkSet {
    /** Naive loops against im2col and the direct kernels, on the convolutions of fashion-cnn and cifar-cnn. */
    CONVOLUTIONS(
            fashionAndCifar(),
            List.of(ConvolutionVariant.NAIVE, ConvolutionVariant.IM2COL, ConvolutionVariant.DIRECT),
            2,
            2,
            225,
            3,
            100),
    /** The same and Winograd's, with more forks and longer iterations, for figures to quote. */
    CONVOLUTIONS_LONG(
            fashionAndCifar(),
            List.of(
                    ConvolutionVariant.NAIVE,
                    ConvolutionVariant.IM2COL,
                    ConvolutionVariant.DIRECT,
                    ConvolutionVariant.WINOGRAD),
            5,
            5,
            1_000,
            5,
            1_000),
    /** The road from the naive loops to the last kernel, step by step: the table of docs/performance.md. */
    ROAD(
            List.of("fashion-cnn/3", "cifar-cnn/3"),
            List.of(
                    ConvolutionVariant.NAIVE,
                    ConvolutionVariant.IM2COL_SCALAR,
                    ConvolutionVariant.IM2COL,
                    ConvolutionVariant.DIRECT_SCALAR,
                    ConvolutionVariant.DIRECT,
                    ConvolutionVariant.WINOGRAD),
            3,
            3,
            150,
            3,
            100),
    /** The two algorithms that AUTO chooses between, over channels and sides: docs/measurements/auto.md. */
    AUTO(
            squares(List.of(4, 8, 16, 32, 64), List.of(4, 8, 16, 32)),
            List.of(ConvolutionVariant.DIRECT, ConvolutionVariant.WINOGRAD),
            1,
            2,
            150,
            6,
            50);

    private final List<String> layers;
    private final List<ConvolutionVariant> algorithms;
    private final int forks;
    private final int warmupIterations;
    private final int warmupMilliseconds;
    private final int measurementIterations;
    private final int measurementMilliseconds;

    MicrobenchmarkSet(
            List<String> layers,
            List<ConvolutionVariant> algorithms,
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

    /** Names of convolutions. */
    List<String> layers() {
        return layers;
    }

    List<ConvolutionVariant> algorithms() {
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

    /** Convolutions of 3×3 windows that keep a square image's size and its number of channels. */
    private static List<String> squares(List<Integer> channels, List<Integer> sides) {
        return channels.stream()
                .flatMap(count -> sides.stream().map(side -> "%d→%d 3×3 @%d×%d".formatted(count, count, side, side)))
                .toList();
    }
}
