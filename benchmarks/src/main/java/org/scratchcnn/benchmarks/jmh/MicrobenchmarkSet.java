package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.core.record.Microbenchmark.Pass;
import org.scratchcnn.core.spec.ConvolutionShape;
import org.scratchcnn.core.zoo.LargeConvolutions;
import org.scratchcnn.worker.IterationPlan;

/** Named selections of benchmarks, each with forks and times that fit what it is for. */
public enum MicrobenchmarkSet {
    /** Naive loops against im2col and the direct kernels, on the convolutions of fashion-cnn and cifar-cnn. */
    CONVOLUTIONS(
            fashionAndCifar(),
            List.of(ConvolutionVariant.NAIVE, ConvolutionVariant.IM2COL, ConvolutionVariant.DIRECT),
            2,
            new IterationPlan(2, 225, 3, 100)),
    /** The same and Winograd's, with more forks and longer iterations, for figures to quote. */
    CONVOLUTIONS_LONG(
            fashionAndCifar(),
            List.of(
                    ConvolutionVariant.NAIVE,
                    ConvolutionVariant.IM2COL,
                    ConvolutionVariant.DIRECT,
                    ConvolutionVariant.WINOGRAD),
            5,
            new IterationPlan(5, 1_000, 5, 1_000)),
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
            new IterationPlan(4, 300, 4, 100)),
    /** The two algorithms that AUTO chooses between, over channels and sides: docs/measurements/auto.md. */
    AUTO(
            squares(List.of(4, 8, 16, 32, 64), List.of(4, 8, 16, 32)),
            List.of(ConvolutionVariant.DIRECT, ConvolutionVariant.WINOGRAD),
            1,
            new IterationPlan(4, 300, 6, 50)),
    /** The library against PyTorch on {@link LargeConvolutions}, on all threads. */
    LARGE_CONVOLUTIONS(
            LargeConvolutions.all().stream().map(ConvolutionShape::toString).toList(),
            List.of(ConvolutionVariant.valueOf(LargeConvolutions.ALGORITHM)),
            LargeConvolutions.PEERS,
            LargeConvolutions.BATCH_SIZE,
            true,
            2,
            new IterationPlan(3, 300, 5, 300));

    /** Images that fill the lanes of vectors of 512 and of 256 bits. */
    private static final int FULL_LANES = 16;

    private static final int JVM_START_MILLISECONDS = 1_000;

    private final List<String> layers;
    private final List<ConvolutionVariant> algorithms;
    private final List<String> peers;
    private final int images;
    private final boolean parallel;
    private final int forks;
    private final IterationPlan iterations;

    /** The library by itself, on one thread. */
    MicrobenchmarkSet(List<String> layers, List<ConvolutionVariant> algorithms, int forks, IterationPlan iterations) {
        this(layers, algorithms, List.of(), MicrobenchmarkSet.FULL_LANES, false, forks, iterations);
    }

    MicrobenchmarkSet(
            List<String> layers,
            List<ConvolutionVariant> algorithms,
            List<String> peers,
            int images,
            boolean parallel,
            int forks,
            IterationPlan iterations) {
        this.layers = layers;
        this.algorithms = algorithms;
        this.peers = peers;
        this.images = images;
        this.parallel = parallel;
        this.forks = forks;
        this.iterations = iterations;
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
        return peers;
    }

    /** Names of convolutions. */
    List<String> layers() {
        return layers;
    }

    List<ConvolutionVariant> algorithms() {
        return algorithms;
    }

    /** In each operation. */
    int images() {
        return images;
    }

    /** Whether operations get all threads; else one. */
    boolean parallel() {
        return parallel;
    }

    /** Processes for each benchmark. */
    int forks() {
        return forks;
    }

    IterationPlan iterations() {
        return iterations;
    }

    /** About how long the set runs where all peers can be started, JVM starts included. */
    public long estimatedSeconds() {
        int passes = Pass.values().length;
        int ofLibrary = passes * algorithms.size() * (JVM_START_MILLISECONDS + iterations.milliseconds());
        int ofPeers = peers.size() * (JVM_START_MILLISECONDS + passes * iterations.milliseconds());
        return (long) layers.size() * forks * (ofLibrary + ofPeers) / 1_000;
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
