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
