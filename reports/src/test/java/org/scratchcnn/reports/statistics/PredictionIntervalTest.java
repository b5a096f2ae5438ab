package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictionIntervalTest {

    /** Five measurements whose 95 % interval for one more is 50.10 ± 3.04 × 1.31 (Hahn and Meeker 1991, section 3.1). */
    @Test
    void isThatOfThePublishedExample() {
        var interval = PredictionInterval.of(0.05, 51.4, 49.5, 48.7, 49.3, 51.6);

        assertThat(interval.lower()).isCloseTo(50.10 - 3.04 * 1.31, within(0.02));
        assertThat(interval.upper()).isCloseTo(50.10 + 3.04 * 1.31, within(0.02));
    }

    /** With two values t has one degree of freedom, so it is Cauchy's: its upper quartile is 1. */
    @Test
    void isExactForTwoValues() {
        var interval = PredictionInterval.of(0.5, 1, 3);

        double half = Math.sqrt(2) * Math.sqrt(1.5);
        assertThat(interval.lower()).isCloseTo(2 - half, within(1e-12));
        assertThat(interval.upper()).isCloseTo(2 + half, within(1e-12));
    }

    @Test
    void isAPointWhereNothingVaries() {
        assertThat(PredictionInterval.of(0.01, 0.5, 0.5, 0.5)).isEqualTo(new ConfidenceInterval(0.5, 0.5));
    }

    @Test
    void refusesASingleValue() {
        assertThatThrownBy(() -> PredictionInterval.of(0.05, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
