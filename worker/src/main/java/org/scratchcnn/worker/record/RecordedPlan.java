package org.scratchcnn.worker.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineOptions;

/**
 * What a command was asked to measure, so that the same can be measured again.
 *
 * @param runs in this order, one a process
 * @param microbenchmarks name of the set that was to run after them; absent if none was
 * @param options of all engines whose planned run names no others
 * @param standInAllowed whether drawn shapes might stand in for an image set that isn't there
 */
public record RecordedPlan(
        List<PlannedRun> runs, @Nullable String microbenchmarks, EngineOptions options, boolean standInAllowed) {

    public RecordedPlan {
        runs = List.copyOf(runs);
    }
}
