package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import org.scratchcnn.worker.IterationPlan;

/**
 * Benchmarks of one family that a set runs: every pass and algorithm of every workload.
 *
 * @param workloads values of the benchmark's parameter of that name; {@code passes} and {@code algorithms} likewise
 * @param peers foreign engines that are timed beside the library, on all passes
 * @param images in each operation
 * @param parallel whether operations get all threads; else one
 */
record BenchmarkSelection(
        BenchmarkFamily family,
        List<String> workloads,
        List<String> passes,
        List<String> algorithms,
        List<String> peers,
        int images,
        boolean parallel) {

    private static final int JVM_START_MILLISECONDS = 1_000;

    BenchmarkSelection {
        workloads = List.copyOf(workloads);
        passes = List.copyOf(passes);
        algorithms = List.copyOf(algorithms);
        peers = List.copyOf(peers);
    }

    /** The library by itself, on one thread. */
    BenchmarkSelection(
            BenchmarkFamily family, List<String> workloads, List<String> passes, List<String> algorithms, int images) {
        this(family, workloads, passes, algorithms, List.of(), images, false);
    }

    BenchmarkSelection withPeers(List<String> engines) {
        return new BenchmarkSelection(family, workloads, passes, algorithms, engines, images, parallel);
    }

    /** The same on all threads. */
    BenchmarkSelection inParallel() {
        return new BenchmarkSelection(family, workloads, passes, algorithms, peers, images, true);
    }

    /** JMH's benchmarks of each workload. */
    int benchmarksOfWorkload() {
        return passes.size() * algorithms.size();
    }

    /** About how long one fork of one workload takes, JVM starts included. */
    long millisecondsOfWorkload(IterationPlan iterations) {
        long ofLibrary = (long) benchmarksOfWorkload() * (JVM_START_MILLISECONDS + iterations.milliseconds());
        long ofPeers = peers.size() * (JVM_START_MILLISECONDS + (long) passes.size() * iterations.milliseconds());
        return ofLibrary + ofPeers;
    }
}
