package org.scratchcnn.benchmarks.gate.rule;

import java.util.List;
import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.HodgesLehmann;

/**
 * How much slower the head is than the base: Hodges and Lehmann's estimate of the pairs' log-ratios and its interval, as
 * shares of the base's time.
 *
 * @param estimate 0.1 for 10 % slower, −0.1 for 10 % less time
 * @param interval of the confidence in the rules; infinite where there are too few pairs
 * @param probability of such pairs if the head were not more than {@link GateRules#certainlySlower} slower
 */
public record Change(double estimate, ConfidenceInterval interval, double probability) {

    /** What the pairs say. */
    static Change of(List<Pair> pairs, GateRules rules) {
        var logs = new HodgesLehmann(
                pairs.stream().mapToDouble(pair -> Math.log(pair.ratio())).toArray());
        var interval = logs.interval(rules.level());
        return new Change(
                Math.expm1(logs.estimate()),
                new ConfidenceInterval(Math.expm1(interval.lower()), Math.expm1(interval.upper())),
                logs.probabilityIfAtMost(Math.log1p(rules.certainlySlower())));
    }

    /** Half the interval's width, as a share of the time that lies in its middle. */
    public double halfWidth() {
        return Math.expm1((Math.log1p(interval.upper()) - Math.log1p(interval.lower())) / 2);
    }

    /** Whether the head looks slower, however uncertain that is. */
    boolean looksSlower(GateRules rules) {
        return estimate >= rules.slower();
    }

    /** Whether the estimate and the interval by themselves say that the head is slower. */
    boolean slower(GateRules rules) {
        return looksSlower(rules) && interval.lower() > rules.certainlySlower();
    }
}
