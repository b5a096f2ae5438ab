package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import org.scratchcnn.benchmarks.contention.ContentionRules;
import org.scratchcnn.benchmarks.contention.SampleWatch;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.RecordFiles;
import org.scratchcnn.worker.record.SampleConditions;

/** A comparison under way: what was measured so far, and how long it took. */
final class Course {

    private final ComparisonRecord begun;
    private final SampleWatch watch;
    private final Path recordFile;
    private final Lock writing;
    private final List<RunSample> runs = new ArrayList<>();
    private final List<SampleAttempts> attempts = new ArrayList<>();
    private List<Microbenchmark> microbenchmarks = List.of();

    /**
     * A comparison that has measured nothing.
     *
     * @param begun the record without results
     * @param writing held while the record is written
     */
    Course(ComparisonRecord begun, SampleWatch watch, Path recordFile, Lock writing) {
        this.begun = begun;
        this.watch = watch;
        this.recordFile = recordFile;
        this.writing = writing;
    }

    /** A run is going to be attempted. */
    void begin(RunSample run) {
        runs.add(run);
        attempts.add(run.attempts());
    }

    /** Everything that microbenchmarks came to so far. */
    void keep(List<Microbenchmark> measured) {
        microbenchmarks = measured;
    }

    /** That were begun so far. */
    int runs() {
        return runs.size();
    }

    /** Whether time is left to take again what was attempted last. */
    boolean allowsRepetition() {
        var last = attempts.getLast();
        return ContentionRules.again(
                last.all().size(),
                last.lastSeconds(),
                attempts.stream().mapToDouble(SampleAttempts::firstSeconds).sum(),
                attempts.stream().mapToDouble(SampleAttempts::repeatedSeconds).sum());
    }

    /**
     * Writes down what was measured so far.
     *
     * @throws IOException if the record can't be written
     */
    ComparisonRecord write(boolean complete) throws IOException {
        var conditions = new ArrayList<SampleConditions>();
        runs.forEach(sample -> sample.conditions().ifPresent(conditions::add));
        var record = begun.with(
                runs.stream().map(RunSample::kept).toList(), watch.readings(), microbenchmarks, conditions, complete);
        writing.lock();
        try {
            RecordFiles.write(record, recordFile);
        } finally {
            writing.unlock();
        }
        return record;
    }
}
