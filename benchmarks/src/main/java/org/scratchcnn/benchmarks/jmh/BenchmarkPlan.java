package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import org.scratchcnn.worker.IterationPlan;

/**
 * What a set of microbenchmarks runs.
 *
 * @param forks processes for each benchmark
 * @param iterations in each of them
 */
record BenchmarkPlan(List<BenchmarkSelection> selections, int forks, IterationPlan iterations) {

    BenchmarkPlan {
        selections = List.copyOf(selections);
    }

    /** Foreign engines that are timed beside the library. */
    List<String> peers() {
        return selections.stream()
                .flatMap(selection -> selection.peers().stream())
                .distinct()
                .toList();
    }

    /** About how long it takes where all peers can be started, JVM starts included. */
    long estimatedMilliseconds() {
        return forks
                * selections.stream()
                        .mapToLong(selection ->
                                selection.workloads().size() * selection.millisecondsOfWorkload(iterations))
                        .sum();
    }
}
