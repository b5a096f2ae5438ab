package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class OlympicMeanTest {

    private static final double NEVER = Double.POSITIVE_INFINITY;

    @Test
    void dropsTheFastestAndTheSlowest() {
        assertThat(OlympicMean.counted(5, 3, 9, 4, 7)).contains(Set.of(0, 3, 4));
        assertThat(OlympicMean.counted(5, 3, 9)).contains(Set.of(0));
    }

    @Test
    void dropsOneRunThatDidNotConvergeAsTheSlowest() {
        assertThat(OlympicMean.counted(5, NEVER, 9, 4)).contains(Set.of(0, 2));
    }

    @Test
    void hasNoResultWhereTwoRunsDidNotConverge() {
        assertThat(OlympicMean.counted(5, NEVER, 9, 4, NEVER)).isEmpty();
    }

    @Test
    void dropsNothingOfFewerThanThreeRuns() {
        assertThat(OlympicMean.counted(5, 3)).contains(Set.of(0, 1));
        assertThat(OlympicMean.counted(5)).contains(Set.of(0));
        assertThat(OlympicMean.counted(5, NEVER)).isEmpty();
    }

    @Test
    void dropsOnlyOneOfEqualTimes() {
        assertThat(OlympicMean.counted(3, 3, 3, 3)).contains(Set.of(1, 2));
    }

    @Test
    void refusesNoTimes() {
        assertThatThrownBy(OlympicMean::counted).isInstanceOf(IllegalArgumentException.class);
    }
}
