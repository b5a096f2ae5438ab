package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.Estimate;

class TargetTest {

    private static final Estimate THIRTEEN = new Estimate(13.0, new ConfidenceInterval(12.5, 13.9));

    @Test
    void isReachedByTheEstimate() {
        assertThat(new Target(12, Optional.of(THIRTEEN), Optional.empty()).reached())
                .isTrue();
        assertThat(new Target(13, Optional.of(THIRTEEN), Optional.empty()).reached())
                .isTrue();
        assertThat(new Target(13.1, Optional.of(THIRTEEN), Optional.empty()).reached())
                .isFalse();
    }

    @Test
    void marksAVerdictWhoseIntervalHoldsTheTarget() {
        assertThat(new Target(12, Optional.of(THIRTEEN), Optional.empty()).words())
                .isEqualTo("≥ 12: 13.0 [12.5, 13.9] reached");
        assertThat(new Target(12.9, Optional.of(THIRTEEN), Optional.empty()).words())
                .isEqualTo("≥ 12.9: 13.0 [12.5, 13.9] reached?");
        assertThat(new Target(12, Optional.of(new Estimate(13, null)), Optional.empty()).words())
                .endsWith("reached?");
    }

    @Test
    void keepsItsFigureWithoutAVerdictWhicheverSideThatFavours() {
        for (double wanted : new double[] {1, 12, 500}) {
            var target = new Target(wanted, Optional.of(THIRTEEN), Optional.of("dl4j: one start"));

            assertThat(target.reached()).isFalse();
            assertThat(target.headline()).isEmpty();
            assertThat(target.words()).endsWith("13.0 [12.5, 13.9], no verdict: dl4j: one start");
        }
    }

    @Test
    void isNotReachedByWhatWasNotMeasured() {
        var missing = new Target(5, Optional.empty(), Optional.empty());

        assertThat(missing.reached()).isFalse();
        assertThat(missing.headline()).isEmpty();
        assertThat(missing.words()).isEqualTo("≥ 5: not measured");
    }
}
