package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.scratchcnn.worker.record.Microbenchmark;

/** Told how far a set of microbenchmarks has come. */
public interface MicrobenchmarkListener {

    /** One fork of one workload begins, or begins again. */
    void started(Progress progress);

    /**
     * Some benchmarks of the workload failed in this fork, and are not timed again; all others go on.
     *
     * @param benchmarks algorithm or engine and pass of each, for example {@code NAIVE: forward}
     * @param why they did, and where to read more
     */
    void failed(List<String> benchmarks, String why);

    /**
     * An attempt at one fork of one workload is over, and nothing else runs.
     *
     * @param progress that {@link #started} was told
     * @param failed whether a benchmark failed in it
     * @return index of the attempt at this fork that counts; empty if the fork is to be taken again at once
     */
    OptionalInt attempted(Progress progress, boolean failed);

    /**
     * One fork of one workload is measured.
     *
     * @param soFar all that was measured until now
     * @throws IOException if what was measured can't be written down
     */
    void finished(List<Microbenchmark> soFar) throws IOException;

    /**
     * What is going to run.
     *
     * @param title what is timed, for example {@code conv2d cifar-cnn/3 32→64 3×3 @16×16}
     * @param benchmarks how many, each in a process of its own
     * @param threads of each
     * @param number of this one; the first is 1
     * @param secondsLeft about, with this one
     */
    record Progress(
            String title, int benchmarks, int threads, int fork, int forks, int number, int total, long secondsLeft) {}
}
