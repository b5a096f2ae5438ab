package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /** Newcombe, "Two-sided confidence intervals for the single proportion", 1998, table I, method 5. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2527, 0.3676", "15, 148, 0.0578, 0.1617", "0, 20, 0, 0.1684", "1, 29, 0.0009, 0.1776"})
    void hasThePublishedIntervals(int successes, int trials, double lower, double upper) {
        var estimate = new Proportion(successes, trials).estimate();

        assertThat(estimate.lower()).isCloseTo(lower, within(5e-5));
        assertThat(estimate.upper()).isCloseTo(upper, within(5e-5));
    }

    @Test
    void refusesMoreSuccessesThanTrials() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2).estimate());
    }
}
