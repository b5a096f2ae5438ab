package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class HeadlineTest {

    private static final TaskSpec FASHION = Tasks.fashionMnist().withBatchSize(32);
    private static final String STEP = "training step, fashion-cnn, batch 32";
    private static final Headline HEADLINE = new Headline();

    private final RecordFixture fixture = new RecordFixture().suite("headline");

    @Test
    void measuresEverythingThatItHasATargetFor() {
        var runs = HEADLINE.plan(1, 2, _ -> true).runs();

        for (var row : Headline.ROWS) {
            assertThat(runs)
                    .filteredOn(run ->
                            run.task().equals(row.task()) && run.operations().contains(row.operation()))
                    .extracting(PlannedRun::engine)
                    .contains(EngineNames.SCRATCH)
                    .containsAll(row.targets().keySet().stream()
                            .flatMap(peer -> peer.engines().stream())
                            .toList());
        }
        for (var share : Headline.SHARES) {
            assertThat(runs)
                    .filteredOn(run ->
                            run.task().equals(share.task()) && run.operations().contains(Operation.STEP))
                    .extracting(PlannedRun::engine)
                    .contains(EngineNames.SCRATCH, EngineNames.SCRATCH_DIRECT);
        }
    }

    @Test
    void timesBesideEveryStepWhatItConsistsOfInOneProcessATaskAndEngine() {
        var runs = HEADLINE.plan(1, 2, _ -> true).runs();

        assertThat(runs).doesNotHaveDuplicates().allSatisfy(run -> {
            assertThat(run.protocol()).isEqualTo(Protocol.TIME_STEPS);
            assertThat(run.operations()).contains(Operation.FORWARD_BACKWARD);
            assertThat(runs)
                    .filteredOn(other ->
                            other.task().equals(run.task()) && other.engine().equals(run.engine()))
                    .hasSize(1);
        });
    }

    @Test
    void saysWhetherEachTargetIsReached() {
        starts("scratch", 2.0, 2.0, 2.0);
        starts("dl4j", 24.0, 24.0, 24.0);
        starts("dl4j-shipped", 99.0, 99.0, 99.0);

        assertThat(row(STEP).subList(1, 4))
                .containsExactly(
                        "≥ 12: 12.0 [12.0, 12.0] reached", "≥ 50: 49.5 [49.5, 49.5] not reached", "≥ 5: not measured");
    }

    @ParameterizedTest
    @CsvSource({"1, 3, scratch: one start", "3, 1, dl4j: one start", "3, 2, dl4j: 2 starts"})
    void givesNoVerdictOnFewerThanThreeStartsOfEitherSide(int mine, int theirs, String why) {
        for (int start = 0; start < 3; start++) {
            if (start < mine) {
                starts("scratch", 1.0);
            }
            if (start < theirs) {
                starts("dl4j", 100.0);
            }
        }

        assertThat(row(STEP).get(1)).startsWith("≥ 12: 100 [").endsWith("no verdict: " + why);
        assertThat(figures()).as("it makes no headline").doesNotContain("ratios");
    }

    /** Deeplearning4j took 554 ms for a step where it takes 27.6, beside 3.1 ms for its forward pass. */
    @Test
    void givesNoVerdictOnAStepThatDoesNotFitTheForwardPassOfTheSameProcess() {
        starts("scratch", 2.0, 2.0, 2.0);
        for (int start = 0; start < 3; start++) {
            fixture.run("dl4j", FASHION)
                    .timed(Operation.FORWARD, List.of(3.1, 3.1))
                    .timed(Operation.STEP, List.of(554.0, 554.0))
                    .add();
        }

        assertThat(row(STEP).get(1)).startsWith("≥ 12: 277 [").contains("no verdict: dl4j: disturbed");
        assertThat(row(STEP).get(1)).doesNotContain("reached");
    }

    @Test
    void givesNoVerdictWhereStartsDoNotAgree() {
        starts("scratch", 2.0, 2.0, 4.0);
        starts("dl4j", 12.0, 12.0, 12.0);

        assertThat(row(STEP).get(1)).contains("no verdict: scratch: disturbed");
    }

    @Test
    void comparesWithTheLayoutOfPyTorchThatIsFaster() {
        starts("scratch", 2.0, 2.0, 2.0);
        starts("pytorch", 20.0, 20.0, 20.0);
        starts("pytorch-channels-last", 12.0, 12.0, 12.0);

        assertThat(row(STEP).get(3)).isEqualTo("≥ 5: 6.00 [6.00, 6.00] reached");
    }

    @Test
    void saysWhatWasNotMeasuredOrCameToNothing() {
        starts("dl4j-shipped", 24.0);
        assertThat(row(STEP).get(2)).isEqualTo("≥ 50: not measured");

        starts("scratch", 2.0);
        fixture.run("dl4j", FASHION).outcome(new Outcome.Failed("stopped")).add();
        assertThat(row(STEP).get(1)).isEqualTo("≥ 12: not measured");
        assertThat(table(0).notes()).anyMatch(note -> note.contains("./mvnw -Ppytorch package -DskipTests"));
    }

    @Test
    void comparesForwardPassesAndLatenciesWithTheirOwnTimes() {
        for (int start = 0; start < 3; start++) {
            for (var engine : List.of("scratch", "dl4j")) {
                double factor = engine.equals("scratch") ? 1 : 4;
                fixture.run(engine, FASHION)
                        .timed(Operation.FORWARD, List.of(factor, factor))
                        .timed(Operation.FORWARD_ONE, List.of(0.5 * factor, 0.5 * factor))
                        .add();
            }
        }

        assertThat(row("forward, fashion-cnn").get(1)).isEqualTo("≥ 3: 4.00 [4.00, 4.00] reached");
        assertThat(row("one image, forward (latency), fashion-cnn").get(1))
                .isEqualTo("≥ 5: 4.00 [4.00, 4.00] not reached");
    }

    @Test
    void mergesTheProcessesOfAnEngineIntoOneMeasurement() {
        starts("scratch", 2.0, 2.0, 2.0);
        starts("dl4j", 30.0);

        assertThat(table(1).columns()).extracting(Column::heading).containsExactly("Operation", "scratch", "dl4j");
        assertThat(row(table(1), STEP)).containsExactly(STEP, "2.00 [2.00, 2.00]", "30.0 [30.0, 30.0]");
    }

    @Test
    void comparesTrainingStepsWithThePeakOfTheSameThreads() {
        fixture.peak(1, 999.0).peak(2, 200.0, 200.0, 200.0);
        starts("scratch", 2.0, 2.0, 2.0);
        starts("scratch-direct", 4.0, 4.0);
        double gigaflop = 32 * FASHION.network().resolve().trainingFlops() / 1e9;
        assertThat(gigaflop).isBetween(0.2265, 0.2275);

        assertThat(row(table(2), STEP))
                .containsExactly(
                        STEP,
                        "2",
                        "0.227",
                        "2.00 [2.00, 2.00]",
                        "200 [200, 200]",
                        "≥ 60: 56.7 [56.7, 56.7] not reached",
                        "28.3 [28.3, 28.3]");
    }

    @Test
    void saysThatThereIsNoPeakWithoutVectors() {
        starts("scratch", 2.0, 2.0, 2.0);

        assertThat(row(table(2), STEP)).endsWith("2.00 [2.00, 2.00]", "–", "≥ 60: not measured", "–");
    }

    @Test
    void standsAtTheTopOfItsReportInPlaceOfTablesTaskByTask() {
        starts("scratch", 2.0, 2.0, 2.0);
        starts("dl4j", 24.0, 24.0, 24.0);

        var content = HEADLINE.report(fixture.build());

        assertThat(content.sections())
                .extracting(Section::heading)
                .startsWith("Headline")
                .doesNotContain("fashion-mnist");
        assertThat(figures()).containsExactly("ratios", "training-steps");
    }

    @Test
    void isReachedOnlyIfEveryTargetIs() {
        assertThat(HEADLINE.reached(everythingAt(0.001).build())).isTrue();
        assertThat(HEADLINE.reached(everythingAt(100.0).build()))
                .as("one target is missed")
                .isFalse();
        starts("scratch", 2.0, 2.0, 2.0);
        assertThat(HEADLINE.reached(fixture.build())).as("peers are missing").isFalse();
    }

    /** Every target is reached if scratch's step on the spiral takes but little. */
    private static RecordFixture everythingAt(double spiralStep) {
        var everything = new RecordFixture().suite("headline").peak(2, 100.0, 100.0);
        for (int start = 0; start < 3; start++) {
            for (var row : Headline.ROWS) {
                boolean spiral = row.task().name().equals("spiral");
                everything
                        .run("scratch", row.task())
                        .timed(row.operation(), spiral ? List.of(spiralStep, spiralStep) : List.of(1.0, 1.0))
                        .add();
                row.targets()
                        .forEach((peer, ratio) -> everything
                                .run(peer.engines().getFirst(), row.task())
                                .timed(row.operation(), List.of(2 * ratio, 2 * ratio))
                                .add());
            }
        }
        return everything;
    }

    /** Of the slower of two machines of that kind: 2,070 images a second with helpers, 519 as shipped. */
    @Test
    void givesNoVerdictOnAPeerThatIsSlowerThanItIsKnownToBeOnSuchAMachine() {
        onAKnownMachine();
        double known = 32_000 / 2_070.0;
        starts("dl4j", known / 0.79, known / 0.79, known / 0.79);
        starts("dl4j-shipped", 32_000 / (0.81 * 519), 32_000 / (0.81 * 519), 32_000 / (0.81 * 519));

        assertThat(row(STEP).get(1)).endsWith("no verdict: the peer came to 79 % of its known throughput");
        assertThat(row(STEP).get(2)).endsWith("reached");
        assertThat(HEADLINE.reached(fixture.build())).isFalse();
    }

    @Test
    void takesAPeerInWhicheverLayoutIsAsFastAsItIsKnownToBe() {
        onAKnownMachine();
        starts("pytorch", 60.0, 60.0, 60.0);
        starts("pytorch-channels-last", 6.6, 6.6, 6.6);

        assertThat(row(STEP).get(3)).isEqualTo("≥ 5: 6.60 [6.60, 6.60] reached");
    }

    @Test
    void checksNoPeerOnMachinesThatWereNotMeasured() {
        starts("scratch", 1.0, 1.0, 1.0);
        starts("dl4j", 500.0, 500.0, 500.0);

        assertThat(row(STEP).get(1)).endsWith("reached");
        assertThat(table(0).notes()).contains("Nothing is known of the peers' throughput on this kind of machine.");
    }

    private void onAKnownMachine() {
        for (int start = 0; start < 3; start++) {
            fixture.run("scratch", FASHION)
                    .fact("vector bits", "512")
                    .fact("instructions", "AVX-512")
                    .timed(Operation.STEP, List.of(1.0, 1.0))
                    .add();
        }
    }

    /** One process start for each of these steps' times. */
    private void starts(String engine, double... milliseconds) {
        for (double step : milliseconds) {
            fixture.run(engine, FASHION)
                    .timed(Operation.STEP, List.of(step, step))
                    .add();
        }
    }

    private ReportContent report() {
        return HEADLINE.report(fixture.build());
    }

    private List<String> figures() {
        return report().figures().stream().map(Figure::name).toList();
    }

    private Table table(int index) {
        return SectionTables.of(report(), "Headline").get(index);
    }

    private List<String> row(String title) {
        return row(table(0), title);
    }

    private static List<String> row(Table table, String title) {
        return table.rows().stream()
                .filter(row -> row.getFirst().startsWith(title))
                .findFirst()
                .orElseThrow();
    }
}
