package org.scratchcnn.core.record;

import java.time.Instant;
import java.util.List;

/**
 * Everything that one command measured: the one record format.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} when written by this version
 * @param command that measured it, as a user types it
 * @param runs one an engine, task, seed and protocol
 * @param microbenchmarks what JMH measured
 * @param complete false while runs are still missing
 */
public record ComparisonRecord(
        int schemaVersion,
        Instant created,
        String command,
        Revision revision,
        Machine machine,
        List<EngineRun> runs,
        List<Microbenchmark> microbenchmarks,
        boolean complete) {

    public static final int SCHEMA_VERSION = 1;

    public ComparisonRecord {
        runs = List.copyOf(runs);
        microbenchmarks = List.copyOf(microbenchmarks);
    }

    /** The same comparison, further on. */
    public ComparisonRecord with(
            List<EngineRun> newRuns, List<Microbenchmark> newMicrobenchmarks, boolean nowComplete) {
        return new ComparisonRecord(
                schemaVersion, created, command, revision, machine, newRuns, newMicrobenchmarks, nowComplete);
    }

    /**
     * The code that was measured.
     *
     * @param commit full hash, or {@code unknown} outside a checkout
     * @param dirty whether files differed from the commit
     */
    public record Revision(String commit, boolean dirty) {}

    /** The machine that it was measured on. */
    public record Machine(String cpu, int cores, long memoryBytes, String operatingSystem) {}
}
