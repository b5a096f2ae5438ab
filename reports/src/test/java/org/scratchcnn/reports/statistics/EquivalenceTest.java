package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.statistics.Equivalence.Verdict;

class EquivalenceTest {

    /** Hours of sleep that two drugs gave ten patients (Cushny and Peebles 1905), as "Student" used them in 1908. */
    private static final double[] FIRST_DRUG = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] SECOND_DRUG = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    /**
     * R's documentation of {@code t.test} has for these t = −4.0621 and p = 0.002833 on both sides. With a margin of twice
     * the mean difference, 1.58, the nearer margin is as far off as 0 is.
     */
    @Test
    void agreesWithThePublishedPairedTTest() {
        var test = Equivalence.of(
                IntStream.range(0, FIRST_DRUG.length)
                        .mapToDouble(i -> FIRST_DRUG[i] - SECOND_DRUG[i])
                        .toArray(),
                2 * 1.58);

        assertThat(test.difference()).isCloseTo(-1.58, within(1e-12));
        assertThat(test.probability()).isCloseTo(0.002833 / 2, within(5e-7));
        assertThat(test.verdict()).isEqualTo(Verdict.EQUIVALENT);
    }

    /** With 4 degrees of freedom Student's distribution function is 1/2 + 3/8·u·(1 − u²/12), u = t/√(1 + t²/4). */
    @Test
    void isExactForFivePairs() {
        double[] differences = {0.1, 0.3, 0.2, -0.1, 0.0};

        var test = Equivalence.of(differences, 0.5);

        // Mean 0.1, variance 0.025: t = (0.1 − 0.5) / √(0.025/5) = −√32.
        double u = Math.sqrt(32) / 3;
        assertThat(test.probability()).isCloseTo(0.5 - 0.375 * u * (1 - u * u / 12), within(1e-9));
        // 2.131847 is the 95 % quantile for 4 degrees of freedom in every table.
        assertThat(test.interval().lower()).isCloseTo(0.1 - 2.131847 * Math.sqrt(0.005), within(1e-6));
        assertThat(test.interval().upper()).isCloseTo(0.1 + 2.131847 * Math.sqrt(0.005), within(1e-6));
    }

    @Test
    void showsEquivalenceExactlyWhereTheIntervalLiesWithinTheMargin() {
        double[] differences = {0.1, 0.3, 0.2, -0.1, 0.0};
        double bound = Equivalence.of(differences, 1).interval().upper();

        assertThat(Equivalence.of(differences, bound + 1e-9).verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(Equivalence.of(differences, bound - 1e-9).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    }

    @Test
    void tellsALargeDifferenceFromOneThatIsNotKnownWellEnough() {
        assertThat(Equivalence.of(new double[] {2, 2.1, 1.9}, 0.5).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Equivalence.of(new double[] {-2, -2.1, -1.9}, 0.5).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Equivalence.of(new double[] {2, -2, 0.1}, 0.5).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    }

    @Test
    void needsNoTestWhereAllDifferencesAreEqual() {
        double[] same = {0.25, 0.25, 0.25};

        assertThat(Equivalence.of(same, 0.5).verdict()).isEqualTo(Verdict.EQUIVALENT);
        assertThat(Equivalence.of(same, 0.125).verdict()).isEqualTo(Verdict.DIFFERENT);
        assertThat(Equivalence.of(same, 0.25).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    }

    @Test
    void refusesASinglePair() {
        assertThatThrownBy(() -> Equivalence.of(new double[1], 0.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
