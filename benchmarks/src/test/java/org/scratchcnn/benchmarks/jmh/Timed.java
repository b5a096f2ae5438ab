package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A benchmark that some set runs, and that a test must hold against what is right.
 *
 * @param parallel whether operations get all threads; else one
 */
record Timed(String workload, String pass, String algorithm, int images, boolean parallel) {

    /** What all sets run of this family, each once. */
    static Stream<Timed> of(BenchmarkFamily family) {
        return Arrays.stream(MicrobenchmarkSet.values())
                .flatMap(set -> set.plan().selections().stream())
                .filter(selection -> selection.family() == family)
                .flatMap(Timed::of)
                .distinct();
    }

    private static Stream<Timed> of(BenchmarkSelection selection) {
        return selection.workloads().stream()
                .flatMap(workload -> selection.passes().stream()
                        .flatMap(pass -> selection.algorithms().stream()
                                .map(algorithm -> new Timed(
                                        workload, pass, algorithm, selection.images(), selection.parallel()))));
    }

    /** The numbers of threads to compute it with: one, and several where it gets them. */
    Stream<Integer> threads() {
        return parallel ? Stream.of(1, 2) : Stream.of(1);
    }
}
