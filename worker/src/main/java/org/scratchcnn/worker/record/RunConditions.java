package org.scratchcnn.worker.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went on in the machine during a run that was completed.
 *
 * @param run index among the record's runs
 * @param title of the run, in words
 * @param rulerBefore GFLOP/s of the ruler before the run, on as many threads, by its best repetition; absent without one
 * @param rulerAfter the same after the run
 * @param otherLoad processors that anything else kept busy meanwhile, on average; absent where the system does not say
 * @param marks every reason why the run's figures may be off; none if there is no such reason
 */
public record RunConditions(
        int run,
        String title,
        @Nullable Double rulerBefore,
        @Nullable Double rulerAfter,
        @Nullable Double otherLoad,
        List<String> marks) {

    public RunConditions {
        marks = List.copyOf(marks);
    }

    public boolean marked() {
        return !marks.isEmpty();
    }
}
