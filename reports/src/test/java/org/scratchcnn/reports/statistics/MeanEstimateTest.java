package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanEstimateTest {

    @Test
    void givesStudentsOwnIntervalForHisSleepData() {
        // Additional hours of sleep, "The Probable Error of a Mean" (1908); R's t.test gives [0.7001142, 2.4598858].
        var mean = MeanEstimate.of(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);

        assertThat(mean.value()).isCloseTo(1.58, within(1e-12));
        assertThat(mean.lower()).isCloseTo(0.7001142, within(5e-8));
        assertThat(mean.upper()).isCloseTo(2.4598858, within(5e-8));
    }

    /** 2.131847 is the 95 % quantile of Student's t for 4 degrees of freedom in every table. */
    @Test
    void givesIntervalsOfOtherConfidences() {
        var mean = MeanEstimate.of(0.9, new double[] {0.1, 0.3, 0.2, -0.1, 0.0});

        assertThat(mean.lower()).isCloseTo(0.1 - 2.131847 * Math.sqrt(0.005), within(1e-6));
        assertThat(mean.upper()).isCloseTo(0.1 + 2.131847 * Math.sqrt(0.005), within(1e-6));
    }

    /** Five measurements whose 95 % interval for one more is 50.10 ± 3.04 × 1.31 (Hahn and Meeker 1991, section 3.1). */
    @Test
    void predictsOneMoreValueAsThePublishedExampleDoes() {
        var interval = MeanEstimate.prediction(0.95, new double[] {51.4, 49.5, 48.7, 49.3, 51.6});

        assertThat(interval.lower()).isCloseTo(50.10 - 3.04 * 1.31, within(0.02));
        assertThat(interval.upper()).isCloseTo(50.10 + 3.04 * 1.31, within(0.02));
    }

    /** With two values t has one degree of freedom, so it is Cauchy's: its upper quartile is 1. */
    @Test
    void predictsExactlyFromTwoValues() {
        var interval = MeanEstimate.prediction(0.5, new double[] {1, 3});

        double half = Math.sqrt(2) * Math.sqrt(1.5);
        assertThat(interval.lower()).isCloseTo(2 - half, within(1e-12));
        assertThat(interval.upper()).isCloseTo(2 + half, within(1e-12));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(MeanEstimate.of(3.5)).isEqualTo(new Estimate(3.5, null));
    }

    @Test
    void equalValuesHaveAnIntervalOfNoWidth() {
        assertThat(MeanEstimate.of(2, 2, 2)).isEqualTo(new Estimate(2, new ConfidenceInterval(2, 2)));
    }

    @Test
    void rejectsNoValues() {
        assertThatIllegalArgumentException().isThrownBy(MeanEstimate::of).withMessageContaining("at least 1 value");
    }
}
