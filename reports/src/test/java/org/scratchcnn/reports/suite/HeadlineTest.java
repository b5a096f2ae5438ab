package org.scratchcnn.reports.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class HeadlineTest {

    @Test
    void wantsEveryRowToBeFasterThanDeeplearning4jAndPyTorch() {
        assertThat(Headline.rows()).hasSize(9).allSatisfy(row -> {
            assertThat(row.ratios()).containsKeys(Peer.DL4J, Peer.PYTORCH);
            assertThat(row.ratios().values()).allMatch(ratio -> ratio > 1);
        });
    }

    @Test
    void namesNoOperationOfATaskTwice() {
        assertThat(Headline.rows())
                .extracting(row -> List.of(row.task(), row.operation()))
                .doesNotHaveDuplicates();
    }

    @Test
    void wantsAShareOfThePeakWhereTrainingStepsAreCompared() {
        var steps = Headline.rows().stream()
                .filter(row -> row.operation() == Operation.STEP)
                .map(Headline.Row::task)
                .toList();

        assertThat(Headline.peakShares()).isNotEmpty().allSatisfy(peak -> {
            assertThat(steps).contains(peak.task());
            assertThat(peak.share()).isBetween(0.0, 1.0);
        });
    }
}
