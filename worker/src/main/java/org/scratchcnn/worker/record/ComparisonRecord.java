package org.scratchcnn.worker.record;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one command measured: the one record format.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION} when written by this version
 * @param command that measured it, as a user types it, but for folders
 * @param suite the named selection that was measured, for example {@code headline}; absent where a user chose freely
 * @param plan what was asked for
 * @param runs one a process; several of the same engine, task and seed are forks of one measurement
 * @param rulers what the machine itself could do meanwhile
 * @param microbenchmarks what JMH measured
 * @param conditions of the runs that were completed
 * @param complete false while runs are still missing
 */
public record ComparisonRecord(
        int schemaVersion,
        Instant created,
        String command,
        @Nullable String suite,
        Revision revision,
        Machine machine,
        RecordedPlan plan,
        List<EngineRun> runs,
        List<RulerReading> rulers,
        List<Microbenchmark> microbenchmarks,
        List<RunConditions> conditions,
        boolean complete) {

    public static final int SCHEMA_VERSION = 1;

    public ComparisonRecord {
        runs = List.copyOf(runs);
        rulers = List.copyOf(rulers);
        microbenchmarks = List.copyOf(microbenchmarks);
        conditions = List.copyOf(conditions);
    }

    /** The same comparison, further on. */
    public ComparisonRecord with(
            List<EngineRun> newRuns,
            List<RulerReading> newRulers,
            List<Microbenchmark> newMicrobenchmarks,
            List<RunConditions> newConditions,
            boolean nowComplete) {
        return new ComparisonRecord(
                schemaVersion,
                created,
                command,
                suite,
                revision,
                machine,
                plan,
                newRuns,
                newRulers,
                newMicrobenchmarks,
                newConditions,
                nowComplete);
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
