package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChangePointTest {

    /** Page, "A test for a change in a parameter occurring at an unknown point", 1955; Pettitt's own example. */
    @Test
    void findsTheChangeInPagesSeries() {
        var change = ChangePoint.of(
                -1.05, 0.96, 1.22, 0.58, -0.98, -0.03, -1.54, -0.71, -0.35, 0.66, 0.44, 0.91, -0.02, -1.42, 1.26, -1.02,
                -0.81, 1.66, 1.05, 0.97, 2.14, 1.22, -0.24, 1.60, 0.72, -0.12, 0.44, 0.03, 0.66, 0.56, 1.37, 1.66, 0.10,
                0.80, 1.29, 0.49, -0.07, 1.18, 3.29, 1.84);

        assertThat(change.index()).isEqualTo(17);
        assertThat(change.statistic()).isEqualTo(232);
        assertThat(change.probability()).isCloseTo(0.014556, within(1e-6));
    }

    @Test
    void findsNothingRemarkableInEqualValues() {
        assertThat(ChangePoint.of(3, 3, 3, 3, 3, 3).probability()).isEqualTo(1);
    }

    @Test
    void refusesASingleValue() {
        assertThatThrownBy(() -> ChangePoint.of(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 values");
    }
}
