package org.scratchcnn.reports.statistics;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.scratchcnn.network.DataSetSpec.Spiral;

/**
 * The accuracy that no classifier of the spiral can pass on average (the Bayes limit).
 *
 * <p>At any radius the arm of class {@code k} lies at the angle {@code 4k} (mod 2π) past a turn that all share, with
 * normal noise of one standard deviation; so the best guess is the arm nearest in angle, and it is right as long as the
 * noise stays within half the gap to either neighbour. That noise might carry a point once around the circle is left
 * out: it does not matter below about one radian.
 */
public final class SpiralBayesLimit {

    private SpiralBayesLimit() {}

    /** The limit's accuracy, in [0, 1]. */
    public static double accuracy(Spiral spiral) {
        if (spiral.noise() == 0) {
            return 1;
        }
        double turn = 2 * Math.PI;
        double[] arms = IntStream.range(0, spiral.classes())
                .mapToDouble(k -> 4.0 * k % turn)
                .sorted()
                .toArray();
        var noise = NormalDistribution.of(0, spiral.noise());
        double missed = 0;
        for (int k = 0; k < arms.length; k++) {
            double gap = k + 1 < arms.length ? arms[k + 1] - arms[k] : arms[0] + turn - arms[k];
            missed += 2 * noise.survivalProbability(gap / 2);
        }
        return 1 - missed / arms.length;
    }
}
