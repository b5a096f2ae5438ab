package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.result.LargeConvolutionResult;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.RecordFixture;

class LargeConvolutionTableTest {

    private static final String SHAPE = "64→64 3×3 @32×32";

    private final RecordFixture fixture = new RecordFixture().suite(LargeConvolutions.SUITE);

    private void measured(String pass, String algorithm, double milliseconds) {
        fixture.microbenchmark(
                SHAPE, pass, algorithm, 1, List.of(List.of(milliseconds, milliseconds), List.of(milliseconds)));
    }

    private Table table() {
        return SectionTables.of(SuiteSections.report(fixture.build()), "Large convolutions")
                .getFirst();
    }

    private List<String> row(int index) {
        return table().rows().get(index);
    }

    @Test
    void hasARowForEachPassOfEachConvolution() {
        assertThat(table().columns())
                .extracting(Column::heading)
                .containsExactly(
                        "Convolution",
                        "Pass",
                        "scratch, ms",
                        "GFLOP/s",
                        "pytorch, ms",
                        "GFLOP/s",
                        "pytorch-channels-last, ms",
                        "GFLOP/s",
                        "How many times as fast as PyTorch",
                        "Share of the FMA peak, %");
        assertThat(table().rows())
                .hasSize(15)
                .startsWith(List.of(
                        SHAPE,
                        "forward",
                        "not measured",
                        "–",
                        "not built",
                        "–",
                        "not built",
                        "–",
                        "≥ 1: not measured",
                        "≥ 65: not measured"));
    }

    /** The fixture's batches are of 64 images on one thread: 4.83 GFLOP an operation. */
    @Test
    void holdsTheLibraryAgainstThePeakAndPyTorchsBetterLayout() {
        measured("forward", "AUTO", 20);
        measured("forward", "pytorch", 40);
        measured("forward", "pytorch-channels-last", 25);
        fixture.peak(1, 300.0, 300.0).peak(2, 999.0);

        assertThat(row(0))
                .containsExactly(
                        SHAPE,
                        "forward",
                        "20.0 [20.0, 20.0]",
                        "242",
                        "40.0 [40.0, 40.0]",
                        "121",
                        "25.0 [25.0, 25.0]",
                        "193",
                        "≥ 1: 1.25 [1.25, 1.25] reached",
                        "≥ 65: 80.5 [80.5, 80.5] reached");
    }

    @Test
    void wantsNoShareOfThePeakFromTheGradientByWeight() {
        measured("gradient by weight", "AUTO", 20);
        measured("gradient by weight", "pytorch", 10);
        fixture.peak(1, 300.0);

        assertThat(row(2)).endsWith("≥ 1: 0.500 [0.500, 0.500] not reached", "");
    }

    @Test
    void saysHowPyTorchIsBuiltWhereItIsNot() {
        measured("forward", "AUTO", 20);

        assertThat(row(0)).endsWith("≥ 1: PyTorch not built", "≥ 65: no peak");
        assertThat(table().notes()).anyMatch(note -> note.contains("-Ppytorch"));

        measured("forward", "pytorch", 20);

        assertThat(table().notes()).noneMatch(note -> note.contains("-Ppytorch"));
    }

    /** The layout that is left may be the slower one. */
    @Test
    void givesNoRatioToPyTorchWhereOneOfItsLayoutsFailed() {
        measured("forward", "AUTO", 20);
        measured("forward", "pytorch", 40);
        measured("forward", "pytorch-channels-last", 25);
        fixture.failed("it crashed");

        assertThat(row(0))
                .containsSubsequence("40.0 [40.0, 40.0]", "failed", "–", "≥ 1: PyTorch failed")
                .doesNotContain("25.0 [25.0, 25.0]");
        assertThat(table().notes()).noneMatch(note -> note.contains("-Ppytorch"));
    }

    @Test
    void isReachedOnlyWhereEveryTargetIs() {
        assertThat(LargeConvolutionResult.of(fixture.build()))
                .hasValueSatisfying(result -> assertThat(result.reached()).isFalse());

        for (var shape : LargeConvolutions.all()) {
            for (var pass : List.of("forward", "gradient by input", "gradient by weight")) {
                fixture.microbenchmark(shape.toString(), pass, "AUTO", 1, List.of(List.of(1.0, 1.0)));
                fixture.microbenchmark(shape.toString(), pass, "pytorch", 1, List.of(List.of(1.0, 1.0)));
            }
        }
        fixture.peak(1, 1.0);

        assertThat(LargeConvolutionResult.of(fixture.build()))
                .hasValueSatisfying(result -> assertThat(result.reached()).isTrue());
    }

    @Test
    void standsInPlaceOfTheTablesOfAlgorithms() {
        measured("forward", "AUTO", 20);
        fixture.peak(1, 300.0);

        assertThat(SuiteSections.report(fixture.build()).sections())
                .extracting(Section::heading)
                .containsExactly("Large convolutions", "Environment");
        assertThat(LargeConvolutionResult.of(new RecordFixture().build())).isEmpty();
    }
}
