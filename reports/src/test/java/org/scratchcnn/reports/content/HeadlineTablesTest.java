package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.result.HeadlineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class HeadlineTablesTest {

    private static final TaskSpec FASHION = Tasks.fashionMnist().withBatchSize(32);

    private final RecordFixture fixture = new RecordFixture().suite(Headline.SUITE);

    @Test
    void hasARowForEveryTargetAndAColumnForEveryPeer() {
        var table = ratios();

        assertThat(table.columns())
                .extracting(Column::heading)
                .containsExactly(
                        "How many times as fast as",
                        "DL4J with oneDNN",
                        "DL4J as shipped",
                        "PyTorch, its better layout");
        assertThat(table.rows())
                .extracting(List::getFirst)
                .containsExactly(
                        "training step, fashion-cnn, batch 32",
                        "training step, fashion-cnn, batch 128",
                        "training step, cifar-cnn, batch 64",
                        "training step, cifar-tutorial-cnn, batch 64",
                        "training step, spiral-mlp, batch 32",
                        "forward only, fashion-cnn, batch 32",
                        "forward only, cifar-cnn, batch 64",
                        "one image, forward (latency), fashion-cnn",
                        "one image, forward (latency), cifar-cnn");
    }

    @Test
    void saysWhetherEachTargetIsReached() {
        step("scratch", 2.0, 2.0);
        step("dl4j", 24.0, 24.0);
        step("dl4j-shipped", 99.0, 99.0);

        assertThat(fashionStep().subList(1, 3))
                .containsExactly("≥ 12: 12.0 [12.0, 12.0] reached", "≥ 50: 49.5 [49.5, 49.5] not reached");
    }

    @Test
    void marksAVerdictWhoseIntervalHoldsTheTarget() {
        step("scratch", 2.0, 2.0);
        step("dl4j", 10.0, 26.0, 30.0);
        step("dl4j-shipped", 80.0, 98.0, 120.0);

        assertThat(fashionStep().subList(1, 3))
                .containsExactly("≥ 12: 13.0 [5.00, 15.0] reached?", "≥ 50: 49.0 [40.0, 60.0] not reached?");
    }

    @Test
    void marksAVerdictWithoutAnInterval() {
        step("scratch", 2.0);
        step("dl4j", 30.0);

        assertThat(fashionStep().get(1)).isEqualTo("≥ 12: 15.0 reached?");
    }

    @Test
    void comparesWithTheLayoutOfPyTorchThatIsFaster() {
        step("scratch", 2.0, 2.0);
        step("pytorch", 20.0, 20.0);
        step("pytorch-channels-last", 12.0, 12.0);

        assertThat(fashionStep().get(3)).isEqualTo("≥ 5: 6.00 [6.00, 6.00] reached");
    }

    @Test
    void saysWhichEngineWasNotRunAndHowPyTorchIsBuilt() {
        step("scratch", 2.0, 2.0);
        step("dl4j", 24.0, 24.0);

        assertThat(fashionStep().subList(2, 4)).containsExactly("≥ 50: dl4j-shipped not run", "≥ 5: pytorch not run");
        assertThat(ratios().notes()).anyMatch(note -> note.contains("./mvnw -Ppytorch package -DskipTests"));

        step("pytorch", 24.0, 24.0);

        assertThat(ratios().notes()).noneMatch(note -> note.contains("-Ppytorch"));
    }

    @Test
    void saysWhichEngineCameToNothing() {
        step("scratch", 2.0, 2.0);
        fixture.run("dl4j", FASHION).outcome(new Outcome.Failed("stopped")).add();

        assertThat(fashionStep().get(1)).isEqualTo("≥ 12: dl4j without result");
    }

    @Test
    void saysThatTheLibraryItselfWasNotRun() {
        step("dl4j", 24.0, 24.0);

        assertThat(fashionStep().get(1)).isEqualTo("≥ 12: scratch not run");
    }

    @Test
    void comparesForwardPassesAndLatenciesWithTheirOwnTimes() {
        for (var engine : List.of("scratch", "dl4j")) {
            double factor = engine.equals("scratch") ? 1 : 4;
            fixture.run(engine, FASHION)
                    .timed(Operation.FORWARD, List.of(factor, factor))
                    .timed(Operation.FORWARD_ONE, List.of(0.5 * factor, 0.5 * factor))
                    .add();
        }

        assertThat(row(ratios(), "forward only, fashion-cnn").get(1)).isEqualTo("≥ 3: 4.00 [4.00, 4.00] reached");
        assertThat(row(ratios(), "one image, forward (latency), fashion-cnn").get(1))
                .isEqualTo("≥ 5: 4.00 [4.00, 4.00] not reached");
    }

    @Test
    void mergesTheProcessesOfAnEngineIntoOneMeasurement() {
        step("scratch", 1.0, 1.0, 1.0);
        step("dl4j", 30.0);
        step("scratch", 2.0, 2.0, 2.0);
        step("dl4j", 30.0);
        step("scratch", 3.0, 3.0, 3.0);
        step("dl4j", 30.0);

        var times = table(1);

        assertThat(times.columns()).extracting(Column::heading).containsExactly("Operation", "scratch", "dl4j");
        assertThat(row(times, "training step, fashion-cnn, batch 32"))
                .as("the interval reaches far beyond the fastest and the slowest of three processes")
                .containsExactly("training step, fashion-cnn, batch 32", "2.00 [0.457, 8.76]", "30.0 [30.0, 30.0]");
        assertThat(times.notes()).contains("Each engine was started 3 times for each row.");
        assertThat(fashionStep().get(1)).isEqualTo("≥ 12: 15.0 [3.43, 65.7] reached?");
    }

    @Test
    void saysThatOneProcessShowsNoVariationBetweenStarts() {
        step("scratch", 1.0, 1.0);

        assertThat(table(1).notes())
                .contains("Each engine was started once, so variation between starts is not in the intervals.");
    }

    @Test
    void holdsTrainingStepsAgainstThePeakOfTheSameThreads() {
        fixture.peak(1, 999.0).peak(2, 200.0, 200.0, 200.0);
        step("scratch", 2.0, 2.0);
        step("scratch-direct", 4.0, 4.0);
        fixture.peak(2, 200.0, 200.0, 200.0);
        double gigaflop = 32 * FASHION.network().resolve().trainingFlops() / 1e9;
        assertThat(gigaflop).isBetween(0.2265, 0.2275);

        assertThat(row(table(2), "training step, fashion-cnn, batch 32"))
                .containsExactly(
                        "training step, fashion-cnn, batch 32",
                        "2",
                        "0.227",
                        "2.00 [2.00, 2.00]",
                        "200 [200, 200]",
                        "≥ 60: 56.7 [56.7, 56.7] not reached",
                        "28.3 [28.3, 28.3]");
    }

    @Test
    void saysThatThereIsNoPeakWithoutVectors() {
        step("scratch", 2.0, 2.0);

        assertThat(row(table(2), "training step, fashion-cnn, batch 32"))
                .endsWith("2.00 [2.00, 2.00]", "not measured", "≥ 60: no peak", "–");
        assertThat(table(2).notes()).anyMatch(note -> note.contains("without"));
    }

    @Test
    void standsNearTheTopOfItsOwnReportInPlaceOfTablesTaskByTask() {
        step("scratch", 2.0, 2.0);
        step("dl4j", 24.0, 24.0);

        var content = SuiteSections.report(fixture.build());

        assertThat(content.sections())
                .extracting(Section::heading)
                .containsExactly("Headline", "Statistics", "Environment");
        assertThat(content.figures()).extracting(Figure::name).containsExactly("ratios", "training-steps");
        assertThat(SectionTables.of(content, "Headline"))
                .extracting(Table::caption)
                .containsExactly(
                        "scratch beside its targets", "Milliseconds behind these ratios", "Share of the FMA peak");
    }

    @Test
    void isLeftOutOfOtherRecords() {
        var other =
                new RecordFixture().run("scratch", FASHION).timed(1, 2, 3).add().build();

        assertThat(HeadlineResult.of(other)).isEmpty();
        assertThat(SuiteSections.report(other).sections())
                .extracting(Section::heading)
                .doesNotContain("Headline");
    }

    @Test
    void isReachedOnlyIfEveryCellIs() {
        assertThat(HeadlineResult.of(everythingAt(0.001).build()).map(HeadlineResult::reached))
                .isEqualTo(Optional.of(true));
        assertThat(HeadlineResult.of(everythingAt(100.0).build()).map(HeadlineResult::reached))
                .as("one cell that falls short")
                .isEqualTo(Optional.of(false));
        step("scratch", 2.0, 2.0);
        assertThat(HeadlineResult.of(fixture.build()).map(HeadlineResult::reached))
                .as("cells that are missing")
                .isEqualTo(Optional.of(false));
    }

    /** Every target is reached if scratch's step on the spiral takes but little. */
    private static RecordFixture everythingAt(double spiralStep) {
        var everything = new RecordFixture().suite(Headline.SUITE).peak(2, 100.0, 100.0);
        for (var row : Headline.rows()) {
            boolean spiral = row.task().name().equals("spiral");
            everything
                    .run("scratch", row.task())
                    .timed(row.operation(), spiral ? List.of(spiralStep, spiralStep) : List.of(1.0, 1.0))
                    .add();
            row.ratios()
                    .forEach((peer, ratio) -> everything
                            .run(peer.engines().getFirst(), row.task())
                            .timed(row.operation(), List.of(2 * ratio, 2 * ratio))
                            .add());
        }
        return everything;
    }

    @Test
    void refusesARatioToAPeerThatIsSlowerThanItIsKnownToBeOnThatMachine() {
        onAMachineWithPeak(400);
        step("dl4j", 32_000 / (0.79 * 2_510), 32_000 / (0.79 * 2_510));
        step("dl4j-shipped", 32_000 / (0.81 * 519), 32_000 / (0.81 * 519));

        assertThat(fashionStep().get(1)).isEqualTo("≥ 12: refused: the peer came to 79 % of its known throughput");
        assertThat(fashionStep().get(2)).endsWith("reached").doesNotContain("refused");
        assertThat(ratios().notes()).anyMatch(note -> note.contains("less than 80 % of it is refused"));
        assertThat(HeadlineResult.of(fixture.build()).map(HeadlineResult::reached))
                .isEqualTo(Optional.of(false));
    }

    @Test
    void takesAPeerInWhicheverLayoutIsAsFastAsItIsKnownToBe() {
        onAMachineWithPeak(415);
        step("pytorch", 60.0, 60.0);
        step("pytorch-channels-last", 6.6, 6.6);

        assertThat(fashionStep().get(3)).startsWith("≥ 5: 6.60");
    }

    @Test
    void checksNoPeerOnAnotherClassOfMachines() {
        onAMachineWithPeak(300);
        step("dl4j", 500.0, 500.0);

        assertThat(fashionStep().get(1)).endsWith("reached");
        assertThat(ratios().notes())
                .anyMatch(note -> note.contains("not checked: another class of machine than is known"));
    }

    @Test
    void saysWhyPeersWereNotCheckedWhereThePeakWasReadOnOneThreadAlone() {
        fixture.peak(1, 200.0, 200.0);
        withVectors();
        step("dl4j", 500.0, 500.0);

        assertThat(ratios().notes())
                .anyMatch(note -> note.contains("not checked: the peak was not read on all cores")
                        && note.endsWith("measure with --threads 2."))
                .noneMatch(note -> note.contains("another class"));
    }

    @Test
    void saysWhyPeersWereNotCheckedWhereTheLibraryHadNoVectors() {
        fixture.peak(2, 200.0, 200.0);
        step("scratch", 1.0, 1.0);

        assertThat(ratios().notes()).anyMatch(note -> note.contains("not checked: no run says how long"));
    }

    private void onAMachineWithPeak(double peak) {
        fixture.peak(2, peak, peak);
        withVectors();
    }

    private void withVectors() {
        fixture.run("scratch", FASHION)
                .fact("vector bits", "512")
                .timed(Operation.STEP, List.of(1.0, 1.0))
                .add();
    }

    private void step(String engine, Double... milliseconds) {
        fixture.run(engine, FASHION)
                .timed(Operation.STEP, List.of(milliseconds))
                .add();
    }

    private Table ratios() {
        return table(0);
    }

    private List<String> fashionStep() {
        return row(ratios(), "training step, fashion-cnn, batch 32");
    }

    private Table table(int index) {
        ComparisonRecord record = fixture.build();
        var bootstrap = Bootstrap.ofReports();
        var result = HeadlineResult.of(record, TaskResult.of(record), bootstrap).orElseThrow();
        return new HeadlineTables(result, bootstrap).all().get(index);
    }

    private static List<String> row(Table table, String title) {
        return table.rows().stream()
                .filter(row -> row.getFirst().startsWith(title))
                .findFirst()
                .orElseThrow();
    }
}
