package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.RecordFixture.RunFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ReportContentTest {

    private static final TaskSpec SPIRAL = Tasks.spiral().withEpochs(2);

    private final RecordFixture fixture = new RecordFixture();

    @Test
    void showsAccuracyAndTimesOfSeveralSeedsAndEngines() {
        trained("scratch", 1, 0.40, 0.86, 2.0);
        trained("scratch", 2, 0.42, 0.87, 2.2);
        trained("scratch", 3, 0.41, 0.85, 2.1);
        fixture.run("dl4j", SPIRAL)
                .timed(Operation.FORWARD, List.of(1.0))
                .timed(Operation.FORWARD_BACKWARD, List.of(3.0))
                .timed(Operation.STEP, List.of(4.0))
                .add();

        assertThat(tables("spiral"))
                .filteredOn(table -> table.caption().startsWith("spiral: test loss"))
                .flatExtracting(Table::rows)
                .containsExactly(
                        List.of(
                                "scratch",
                                "0.4100 ± 0.0248",
                                "86.0 ± 2.5 %",
                                "2.10 ± 0.25 s",
                                "2",
                                "1, 2, 3",
                                "no reference"),
                        List.of("· seed 1", "0.4000", "86.0 %", "2.00 s", "2", "1", "no reference"),
                        List.of("· seed 2", "0.4200", "87.0 %", "2.20 s", "2", "2", "no reference"),
                        List.of("· seed 3", "0.4100", "85.0 %", "2.10 s", "2", "3", "no reference"));
        assertThat(tables("spiral"))
                .filteredOn(table -> table.caption().startsWith("spiral: milliseconds"))
                .flatExtracting(Table::rows)
                .containsExactly(
                        List.of(
                                "scratch",
                                "2",
                                "0.500 [0.500, 0.500]",
                                "1.00 [1.00, 1.00]",
                                "2.00 [2.00, 2.00]",
                                "1.05 ± 0.04",
                                "1.05 ± 0.04",
                                "16,000",
                                "2.00",
                                "3",
                                "0.0 %",
                                "0.0 %"),
                        List.of(
                                "dl4j",
                                "2",
                                "1.00",
                                "2.00",
                                "4.00",
                                "",
                                "",
                                "8,000",
                                "1 (reference)",
                                "1",
                                "–",
                                "0.0 %"));
    }

    @Test
    void tellsTheSpreadBetweenProcessesFromThatWithin() {
        for (var steps : List.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0), List.of(4.0, 4.0, 4.0, 4.0, 4.0))) {
            fixture.run("scratch", SPIRAL).timed(Operation.STEP, steps).add();
        }

        assertThat(tables("spiral").getLast().rows().getFirst()).endsWith("2", "20.2 %", "44.4 %");
    }

    @Test
    void leavesFiguresOfFailedRunsOutAndSaysWhy() {
        trained("scratch", 1, 0.40, 0.86, 2.0);
        fixture.run("dl4j", SPIRAL)
                .trained(epochs(987.6), new Evaluation(0.5, 0.77, 800))
                .timed(Operation.STEP, List.of(876.5))
                .outcome(new Outcome.Failed("The worker was silent for 60 s"))
                .add()
                .run("scratch-naive", SPIRAL)
                .outcome(new Outcome.Unsupported("It has no spirals"))
                .add();

        assertThat(content().toString())
                .contains("failed: The worker was silent for 60 s", "not supported: It has no spirals")
                .doesNotContain("987", "876", "77.0 %", "Speed-up over");
        assertThat(content().conclusions()).anyMatch(sentence -> sentence.startsWith("1 of 3 runs failed"));
    }

    @Test
    void keepsTheRowsOfAnEngineThatFailed() {
        trained("scratch", 1, 0.40, 0.86, 2.0);
        run("dl4j", 1)
                .trained(epochs(987.6), new Evaluation(0.5, Double.NaN, 800))
                .outcome(new Outcome.Failed("it crashed"))
                .add();
        fixture.run("dl4j-shipped", Tasks.fashionMnist())
                .outcome(new Outcome.Failed("it hung"))
                .add();

        assertThat(content().overview().getFirst().rows())
                .extracting(row -> row.subList(1, 3), row -> row.get(5))
                .containsExactly(
                        tuple(List.of("scratch", "86.0 %"), "2.00 [2.00, 2.00]"),
                        tuple(List.of("dl4j", "failed"), "failed"),
                        tuple(List.of("dl4j-shipped", "–"), "failed"));
    }

    @Test
    void saysWhichMicrobenchmarksFailedAndPublishesNoneOfTheirFigures() {
        for (var pass : List.of("forward", "gradient by input")) {
            fixture.microbenchmark("conv", pass, "NAIVE", 1_000_000, List.of(List.of(0.5), List.of(0.5)));
            fixture.microbenchmark("conv", pass, "pytorch", 1_000_000, List.of(List.of(0.987), List.of()))
                    .failed("its process ended with exit code 3");
        }

        assertThat(content().conclusions()).anyMatch(sentence -> sentence.startsWith("2 of 4 microbenchmarks failed"));
        assertThat(tables(ObstacleTable.HEADING))
                .flatExtracting(Table::rows)
                .containsExactly(List.of(
                        "convolution, conv",
                        "pytorch",
                        "forward, gradient by input",
                        "failed: its process ended with exit code 3"));
        assertThat(content().toString()).doesNotContain("0.987");
    }

    @Test
    void namesMachineDataAndCommandOnce() {
        fixture.command("./cnn compare --task spiral");
        trained("scratch", 1, 0.40, 0.86, 2.0);

        assertThat(tables("Environment").getFirst().rows())
                .containsExactly(
                        List.of("Command", "./cnn compare --task spiral"),
                        List.of("Measured", "2026-01-02 03:04 UTC"),
                        List.of("Commit", "0123456789abcdef0123456789abcdef01234567"),
                        List.of("Machine", "Example CPU @ 2.60GHz, 2 cores, 24.0 GiB memory, Linux 6.1"),
                        List.of("Data", "spiral, generated, 3,200 training, 0 validation and 800 test samples"));
    }

    @Test
    void saysWhatEnginesRanWith() {
        fixture.microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5)))
                .ranOn("25.0.3+9-LTS", "512");

        assertThat(tables("Environment").getLast().rows())
                .anySatisfy(row -> assertThat(row).endsWith("JVM", "Example VM, Example Vendor, 25.0.3+9-LTS"))
                .anySatisfy(row -> assertThat(row).endsWith("vector bits", "512"));
    }

    @Test
    void saysBelowTheOverviewThatEnginesWereStartedOnce() {
        fixture.run("scratch", SPIRAL).timed(Operation.STEP, List.of(2.0)).add();
        assertThat(content().overview().getFirst().notes()).anyMatch(note -> note.contains("one process start"));

        fixture.run("scratch", SPIRAL).timed(Operation.STEP, List.of(2.0)).add();
        assertThat(content().overview().getFirst().notes()).noneMatch(note -> note.contains("one process start"));
    }

    @Test
    void namesTheSamplesThatWereTakenOnADisturbedMachine() {
        trained("scratch", 1, 0.40, 0.86, 2.0);
        trained("dl4j", 1, 0.40, 0.86, 2.0);
        assertThat(tables("Environment")).hasSize(2);

        fixture.marked("other load of 0.90 processors");

        assertThat(content().conclusions()).anyMatch(sentence -> sentence.contains("during 1 of 1 run;"));
        assertThat(tables("Environment").get(1).rows())
                .containsExactly(List.of("spiral, dl4j", "other load of 0.90 processors"));
    }

    @Test
    void concludesHowFastAndHowWellTheLibraryTrains() {
        for (long seed = 1; seed <= 3; seed++) {
            trained("scratch", seed, 0.40, 0.86, 2.0);
            run("dl4j", seed)
                    .trained(epochs(10), new Evaluation(0.4, 0.855, 800))
                    .timed(Operation.STEP, List.of(20.0, 20.0))
                    .add();
        }
        fixture.microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(8.0, 8.0), List.of(8.0, 8.0)));
        fixture.microbenchmark("conv", "forward", "IM2COL", 1_000_000, List.of(List.of(2.0, 2.0), List.of(2.0, 2.0)));

        assertThat(content().conclusions())
                .satisfiesExactly(
                        speed -> assertThat(speed)
                                .contains("10.0 [10.0, 10.0] (spiral) times as fast as Deeplearning4j with oneDNN")
                                .doesNotContain("no verdict"),
                        learning -> assertThat(learning).contains("there are no reference runs", "at most 0.50 points"),
                        convolutions ->
                                assertThat(convolutions).contains("4.00 to 4.00 (IM2COL) times as fast as NAIVE"));
    }

    @Test
    void makesNothingOfASpeedThatAllowsNoVerdict() {
        start("scratch", 0.5, 1.0);
        start("dl4j", 0.5, 1.0);

        assertThat(content().conclusions()).containsExactly("No verdict on speed: each engine was started once.");
        assertThat(tables("spiral").getFirst().notes())
                .contains("No verdict on the speed-up. scratch: one start; dl4j: one start.");
    }

    @Test
    void saysThatTheMachineWasDisturbedWhateverSideThatFavours() {
        start("scratch", 0.5, 1.0);
        start("dl4j", 0.5, 554.0);
        assertThat(content().conclusions())
                .containsExactly("No verdict on speed: each engine was started once; the machine was disturbed too.");

        for (int more = 0; more < 2; more++) {
            start("scratch", 0.5, 1.0);
            start("dl4j", 0.5, 1.0);
        }
        assertThat(content().conclusions()).containsExactly("No verdict on speed: the machine was disturbed.");
    }

    @Test
    void namesTheTasksWithoutAVerdictBesideThoseThatHaveOne() {
        for (int start = 0; start < 3; start++) {
            start("scratch", 0.5, 1.0);
            start("dl4j", 0.5, 2.0);
        }
        for (var engine : List.of("scratch", "dl4j", "dl4j")) {
            fixture.run(engine, Tasks.cifar10())
                    .timed(Operation.STEP, List.of(1.0, 1.0))
                    .add();
        }

        assertThat(content().conclusions())
                .singleElement()
                .asString()
                .contains("2.00 [2.00, 2.00] (spiral)")
                .endsWith("No verdict on speed for cifar-10: not every engine was started 3 times.");
    }

    private void start(String engine, double forward, double step) {
        fixture.run(engine, SPIRAL)
                .timed(Operation.FORWARD, Collections.nCopies(10, forward))
                .timed(Operation.STEP, Collections.nCopies(10, step))
                .add();
    }

    @Test
    void saysThatARecordIsIncomplete() {
        var whole = fixture.build();
        var partial = whole.with(List.of(), List.of(), List.of(), List.of(), false);

        assertThat(ReportContent.of(partial).conclusions())
                .singleElement()
                .asString()
                .startsWith("INCOMPLETE");
        assertThat(ReportContent.of(whole).conclusions()).isEmpty();
    }

    private void trained(String engine, long seed, double loss, double accuracy, double seconds) {
        run(engine, seed)
                .trained(epochs(seconds), new Evaluation(loss, accuracy, 800))
                .timed(Operation.FORWARD, List.of(0.5, 0.5))
                .timed(Operation.FORWARD_BACKWARD, List.of(1.5, 1.5))
                .timed(Operation.STEP, List.of(2.0, 2.0))
                .add();
    }

    private RunFixture run(String engine, long seed) {
        return fixture.run(engine, SPIRAL).seed(seed).origin(Origin.GENERATED);
    }

    private static List<EpochResult> epochs(double seconds) {
        return Stream.of(1, 2)
                .map(epoch -> new EpochResult(
                        epoch,
                        1.0 / epoch,
                        seconds / 2,
                        seconds / 2,
                        3_200,
                        new Evaluation(0.9 / epoch, 0.4 * epoch, 800)))
                .toList();
    }

    private ReportContent content() {
        ComparisonRecord record = fixture.build();
        return ReportContent.of(record);
    }

    private List<Table> tables(String heading) {
        return SectionTables.of(content(), heading);
    }
}
