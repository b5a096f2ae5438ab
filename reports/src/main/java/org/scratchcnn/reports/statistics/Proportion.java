package org.scratchcnn.reports.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** How often something happened among independent trials. */
public record Proportion(int successes, int trials) {

    /** The share, in [0, 1]. */
    public double share() {
        return (double) successes / trials;
    }

    /**
     * The share with its exact interval (Clopper and Pearson, "The use of confidence or fiducial limits illustrated in
     * the case of the binomial", 1934), of the reports' confidence.
     */
    public Estimate estimate() {
        var interval = BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate(
                trials, successes, 1 - ConfidenceInterval.LEVEL);
        return new Estimate(share(), new ConfidenceInterval(interval.getLowerBound(), interval.getUpperBound()));
    }
}
