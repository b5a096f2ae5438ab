package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {

    /** The worked example of Wikipedia's article "Holm–Bonferroni method" (2024). */
    @Test
    void rejectsWhatThePublishedExampleRejects() {
        assertThat(Holm.rejected(List.of(0.01, 0.04, 0.03, 0.005), 0.05)).containsExactly(true, false, false, true);
    }

    @Test
    void rejectsNothingAfterTheFirstThatIsKept() {
        assertThat(Holm.rejected(List.of(0.03, 0.04), 0.05)).containsExactly(false, false);
    }

    @Test
    void isTheTestItselfWhereThereIsOnlyOne() {
        assertThat(Holm.rejected(List.of(0.05), 0.05)).containsExactly(true);
        assertThat(Holm.rejected(List.of(), 0.05)).isEmpty();
    }
}
