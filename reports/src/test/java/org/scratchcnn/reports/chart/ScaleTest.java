package org.scratchcnn.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScaleTest {

    @Test
    void isLinearFromZeroWhereValuesAreAlike() {
        var scale = Scale.fitting(3, 9.5);

        assertThat(scale.logarithmic()).isFalse();
        assertThat(scale.ticks()).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
        assertThat(scale.position(0)).isZero();
        assertThat(scale.position(9.5)).isEqualTo(1);
    }

    @Test
    void isLogarithmicWhereTheLargestIsMoreThanTwentyTimesTheSmallest() {
        var scale = Scale.fitting(0.09, 900);

        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.ticks())
                .satisfiesExactly(
                        tick -> assertThat(tick).isCloseTo(0.01, within(1e-9)),
                        tick -> assertThat(tick).isCloseTo(0.1, within(1e-9)),
                        tick -> assertThat(tick).isCloseTo(1, within(1e-9)),
                        tick -> assertThat(tick).isCloseTo(10, within(1e-9)),
                        tick -> assertThat(tick).isCloseTo(100, within(1e-9)));
        assertThat(scale.position(0.09)).isBetween(0.1, 0.3);
    }

    @Test
    void showsEvenTheShortestBar() {
        assertThat(Scale.fitting(1, 1_000).position(1)).isPositive();
    }

    @Test
    void letsTheBarsOfRatiosBeginAtOne() {
        assertThat(Scale.ofRatios(1.5, 40).origin()).isEqualTo(1);
        assertThat(Scale.ofRatios(1.5, 40).position(1)).isZero();
        assertThat(Scale.ofRatios(0.5, 40).position(1)).isBetween(0.01, 0.99);
        assertThat(Scale.ofRatios(0.9, 1.1)).satisfies(scale -> {
            assertThat(scale.logarithmic()).isFalse();
            assertThat(scale.origin()).isEqualTo(1);
        });
        assertThat(Scale.fitting(2, 3).origin()).isZero();
    }
}
