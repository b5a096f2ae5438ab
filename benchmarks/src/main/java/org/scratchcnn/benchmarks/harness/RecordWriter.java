package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.RecordFiles;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.RunConditions;

/** The record of a comparison under way, written anew with every result, so that what was measured survives. */
final class RecordWriter {

    private final Path file;
    private final Lock writing = new ReentrantLock();
    private final List<EngineRun> runs = new ArrayList<>();
    private final List<RunConditions> conditions = new ArrayList<>();
    private List<RulerReading> rulers = List.of();
    private List<Microbenchmark> microbenchmarks = List.of();
    private ComparisonRecord record;

    /**
     * Writes a record without results.
     *
     * @throws IOException if the record can't be written
     */
    RecordWriter(ComparisonRecord begun, Path file) throws IOException {
        this.record = begun;
        this.file = file;
        write(false);
    }

    /** Runs so far. */
    int runs() {
        return runs.size();
    }

    void add(EngineRun run) {
        runs.add(run);
    }

    void add(RunConditions ofRun) {
        conditions.add(ofRun);
    }

    /** All readings so far. */
    void rulers(List<RulerReading> readings) {
        rulers = readings;
    }

    void add(List<Microbenchmark> measured) {
        microbenchmarks = measured;
    }

    /**
     * Writes what there is.
     *
     * @throws IOException if the record can't be written
     */
    ComparisonRecord write(boolean complete) throws IOException {
        record = record.with(runs, rulers, microbenchmarks, conditions, complete);
        writing.lock();
        try {
            RecordFiles.write(record, file);
        } finally {
            writing.unlock();
        }
        return record;
    }

    /** Waits until the record that is being written is whole; nothing is written after that. */
    void stop() {
        writing.lock();
    }
}
