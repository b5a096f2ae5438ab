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
        assertThat(Target.of(12, THIRTEEN, Optional.empty()).reached()).isTrue();
        assertThat(Target.of(13, THIRTEEN, Optional.empty()).reached()).isTrue();
        assertThat(Target.of(13.1, THIRTEEN, Optional.empty()).reached()).isFalse();
    }

    @Test
    void marksAVerdictWhoseIntervalHoldsTheTarget() {
        assertThat(Target.of(12, THIRTEEN, Optional.empty()).words()).isEqualTo("≥ 12: 13.0 [12.5, 13.9] reached");
        assertThat(Target.of(12.9, THIRTEEN, Optional.empty()).words()).isEqualTo("≥ 12.9: 13.0 [12.5, 13.9] reached?");
        assertThat(Target.of(12, new Estimate(13, null), Optional.empty()).words())
                .endsWith("reached?");
    }

    @Test
    void keepsItsFigureWithoutAVerdictWhicheverSideThatFavours() {
        for (double wanted : new double[] {1, 12, 500}) {
            var target = Target.of(wanted, THIRTEEN, Optional.of("dl4j: one start"));

            assertThat(target.reached()).isFalse();
            assertThat(target.headline()).isEmpty();
            assertThat(target.words()).endsWith("13.0 [12.5, 13.9], no verdict: dl4j: one start");
        }
    }

    @Test
    void isNotReachedByWhatWasNotMeasured() {
        var missing = Target.missing(5, "pytorch not run");

        assertThat(missing.reached()).isFalse();
        assertThat(missing.headline()).isEmpty();
        assertThat(missing.words()).isEqualTo("≥ 5: pytorch not run");
    }
}
