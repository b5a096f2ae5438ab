package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFixture;

class MicrobenchmarkTableTest {

    private static final List<List<Double>> FOUR = List.of(List.of(4.0, 4.0), List.of(4.0, 4.0));
    private static final List<List<Double>> TWO = List.of(List.of(2.0, 2.0), List.of(2.0, 2.0));

    private static final ComparisonRecord RECORD = new RecordFixture()
            .microbenchmark("a", "forward", "NAIVE", 8_000_000, FOUR)
            .measuredBy("JMH", 1_234)
            .microbenchmark("a", "forward", "IM2COL", 8_000_000, TWO)
            .microbenchmark("a", "gradient by input", "NAIVE", 8_000_000, FOUR)
            .build();

    @Test
    void setsAlgorithmsBelowEachOther() {
        var table = MicrobenchmarkTable.of(KernelResult.of(RECORD), Bootstrap.ofReports())
                .getFirst();

        assertThat(table.columns())
                .extracting(Column::heading)
                .containsExactly("Workload", "Pass", "Batch", "Threads", "Algorithm", "ms", "GFLOP/s", "Speed-up");
        assertThat(table.rows())
                .containsExactly(
                        List.of("a", "forward", "64", "1", "NAIVE", "4.00 [4.00, 4.00]", "2.00", ""),
                        List.of("a", "forward", "64", "1", "IM2COL", "2.00 [2.00, 2.00]", "4.00", "2.00 [2.00, 2.00]"),
                        List.of("a", "gradient by input", "64", "1", "NAIVE", "4.00 [4.00, 4.00]", "2.00", ""));
        assertThat(table.notes())
                .anySatisfy(note -> assertThat(note).contains("NAIVE"))
                .anySatisfy(note -> assertThat(note).contains("1,234 bytes"))
                .anySatisfy(note -> assertThat(note).contains("no ruler"));
    }

    @Test
    void showsTheRangeOfEachAlgorithmAsAnOverview() {
        var record = new RecordFixture()
                .microbenchmark("a", "forward", "NAIVE", 8_000_000, FOUR)
                .microbenchmark("b", "forward", "NAIVE", 8_000_000, TWO)
                .microbenchmark("a", "forward", "IM2COL", 8_000_000, TWO)
                .microbenchmark("a", "gradient by input", "NAIVE", 8_000_000, TWO)
                .build();

        var table = MicrobenchmarkOverviewTable.of(KernelResult.of(record)).orElseThrow();

        assertThat(table.rows()).containsExactly(List.of("NAIVE", "2.00–4.00", "4.00"), List.of("IM2COL", "4.00", "–"));
    }
}
