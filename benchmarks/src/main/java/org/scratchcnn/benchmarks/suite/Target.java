package org.scratchcnn.benchmarks.suite;

import java.util.Optional;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.Estimate;

/**
 * What a suite is to reach, and whether it does.
 *
 * @param least that is wanted
 * @param measured absent where there is no figure
 * @param obstacle why there is no verdict, in a few words; absent where there is one
 */
public record Target(double least, Optional<Estimate> measured, Optional<String> obstacle) {

    /** Whether the estimate reaches the target; what has no verdict does not. */
    boolean reached() {
        return obstacle.isEmpty()
                && measured.filter(estimate -> estimate.value() >= least).isPresent();
    }

    /** The figure that a chart or a headline may show: only one with a verdict. */
    Optional<Estimate> headline() {
        return obstacle.isEmpty() ? measured : Optional.empty();
    }

    /** For example {@code ≥ 12: 13.1 [12.5, 13.9] reached} or {@code ≥ 12: 202 [103, 204], no verdict: dl4j: one start}. */
    String words() {
        var target = "≥ %s: ".formatted(Numbers.plain(least));
        if (measured.isEmpty()) {
            return target + "not measured";
        }
        var estimate = measured.get();
        var verdict = obstacle.map(why -> ", no verdict: " + why)
                .orElseGet(() -> (reached() ? " reached" : " not reached") + (certain(estimate) ? "" : "?"));
        return target + Numbers.withInterval(estimate) + verdict;
    }

    /** Whether the whole interval stands on the same side of the target. */
    private boolean certain(Estimate estimate) {
        ConfidenceInterval interval = estimate.interval();
        return interval != null && (interval.lower() >= least) == (interval.upper() >= least);
    }
}
