package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFixture;

class MicrobenchmarkSuitesTest {

    private static final String WORKLOAD = "cifar-cnn/3 32→64 3×3 @16×16";

    @Test
    void holdsEachStepOfTheRoadAgainstTheOneBeforeItAndThePeak() {
        var record = fixture("forward", "NAIVE", 8.0)
                .microbenchmark(WORKLOAD, "forward", "DIRECT", 200_000_000, forks(1.0))
                .microbenchmark(WORKLOAD, "forward", "IM2COL", 200_000_000, forks(2.0))
                .microbenchmark(WORKLOAD, "gradient by input", "NAIVE", 200_000_000, forks(10.0))
                .suite("road")
                .peak(1, 400.0, 400.0)
                .build();

        var tables = overview(record);

        assertThat(tables)
                .extracting(Table::caption)
                .containsExactly("The road, step by step: forward", "The road, step by step: gradient by input");
        assertThat(tables.getFirst().rows())
                .containsExactly(
                        List.of(WORKLOAD, "64", "NAIVE", "8.00 [8.00, 8.00]", "25.0", "6.25 %", "–", "1"),
                        List.of(
                                WORKLOAD,
                                "64",
                                "IM2COL",
                                "2.00 [2.00, 2.00]",
                                "100",
                                "25.0 %",
                                "4.00 [4.00, 4.00]",
                                "4.00 [4.00, 4.00]"),
                        List.of(
                                WORKLOAD,
                                "64",
                                "DIRECT",
                                "1.00 [1.00, 1.00]",
                                "200",
                                "50.0 %",
                                "2.00 [2.00, 2.00]",
                                "8.00 [8.00, 8.00]"));
    }

    @Test
    void leavesTheShareOfThePeakOutWhereNoRulerWasRead() {
        var record = fixture("forward", "NAIVE", 8.0).suite("road").build();

        assertThat(overview(record).getFirst().columns())
                .extracting(column -> column.heading())
                .doesNotContain("Share of the peak");
    }

    @Test
    void saysHowManyTimesAsFastWinogradIsShapeByShape() {
        var record = fixture("forward", "DIRECT", 3.0)
                .microbenchmark(WORKLOAD, "forward", "WINOGRAD", 200_000_000, forks(2.0))
                .microbenchmark(WORKLOAD, "gradient by input", "DIRECT", 200_000_000, forks(1.0))
                .suite("auto")
                .build();

        var table = overview(record).getFirst();

        assertThat(table.caption()).isEqualTo("How many times as fast WINOGRAD is as DIRECT");
        assertThat(table.rows()).containsExactly(List.of(WORKLOAD, "1.50 [1.50, 1.50]", "–"));
    }

    private static List<Table> overview(ComparisonRecord record) {
        return SuiteSections.report(record).overview();
    }

    private static RecordFixture fixture(String pass, String algorithm, double milliseconds) {
        return new RecordFixture().microbenchmark(WORKLOAD, pass, algorithm, 200_000_000, forks(milliseconds));
    }

    private static List<List<Double>> forks(double milliseconds) {
        return List.of(List.of(milliseconds, milliseconds), List.of(milliseconds, milliseconds));
    }
}
