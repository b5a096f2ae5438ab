package org.scratchcnn.reports.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.ConsoleReport;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;

class SideBySideTest {

    private static final double MUCH = 1.0;

    @Test
    void holdsTheTimesOfOperationsTogetherThatBothMeasured() {
        var older = new RecordFixture()
                .run("scratch", Tasks.fashionMnist())
                .timed(2, 6, 8)
                .add()
                .run("dl4j", Tasks.fashionMnist())
                .timed(2, 6, 8)
                .add()
                .build();
        var newer = new RecordFixture()
                .run("scratch", Tasks.fashionMnist())
                .timed(1, 3, 4)
                .add()
                .run("scratch-naive", Tasks.fashionMnist())
                .timed(20, 60, 80)
                .add()
                .build();

        var text = text(older, newer);

        assertThat(row(text, "scratch: training step")).contains("8.", "4.", "2.00 [1.9", "2.0");
        assertThat(row(text, "scratch: forward ")).contains("2.0");
        assertThat(text).contains("Only in the old record: fashion-mnist, batch 32, dl4j: forward");
        assertThat(text).contains("Only in the new record: fashion-mnist, batch 32, scratch-naive: forward");
    }

    @Test
    void holdsAccuraciesTogetherAfterAsManyEpochsOnly() {
        var task = Tasks.spiral().withEpochs(3);
        var older = record(task.withEpochs(3), 0.80);
        var newer = record(task.withEpochs(3), 0.82);
        var longer = record(task.withEpochs(4), 0.82);

        assertThat(row(text(older, newer), "scratch after 3 epochs")).contains("2.00 ±");
        assertThat(text(older, newer)).contains("(Student's t)");
        assertThat(text(older, longer))
                .contains("Epochs: seconds of training, old beside new")
                .doesNotContain("Test accuracy: per cent");
    }

    /** The fixture's accuracies vary by seed, alike in both records. */
    @Test
    void comparesAccuraciesSeedBySeedWhereTheSeedsAreTheSame() {
        var task = Tasks.spiral().withEpochs(3);

        assertThat(row(text(record(task, 0.80, 1, 2, 3), record(task, 0.82, 1, 2, 3)), "scratch after 3 epochs"))
                .contains("2.00 ± 0.00");
        assertThat(row(text(record(task, 0.80, 1, 2, 3), record(task, 0.82, 1, 2, 4)), "scratch after 3 epochs"))
                .doesNotContain("± 0.00");
    }

    @Test
    void holdsMicrobenchmarksTogetherByTheirMeans() {
        var older = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1_000_000, List.of(List.of(2.0, 2.2), List.of(2.1, 2.1)))
                .microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(9.0)))
                .build();
        var newer = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1_000_000, List.of(List.of(1.0, 1.1), List.of(1.05, 1.05)))
                .build();

        assertThat(row(text(older, newer), "DIRECT: forward")).contains("2.10", "1.05", "2.00 [");
    }

    @Test
    void holdsTheLayersOfTrainingStepsTogetherPartByPart() {
        var text = text(layers(3.0, 0, 64.0), layers(1.5, 0, 16.0));

        assertThat(row(text, "scratch: 0 Conv2d(1→16, 3×3), forward")).contains("3.00 [", "1.50 [", "2.00 [");
        assertThat(row(text, "scratch: input")).contains("| 0.250 [", "1.00 [");
    }

    @Test
    void dividesByNoTimeThatIsTooShortForTheClock() {
        var text = text(layers(3.0, 0, 64.0), layers(3.0, 0, 64.0));

        assertThat(row(text, "scratch: 2 MaxPool2d(2×2), forward").strip()).endsWith("– |");
    }

    @Test
    void holdsWhatLayersAndMicrobenchmarksAllocateTogether() {
        var older = text(layers(3.0, 0, 64.0), layers(3.0, 0, 16.0));
        assertThat(older.substring(older.indexOf("Allocation: bytes")).lines())
                .anySatisfy(
                        line -> assertThat(line).containsPattern("scratch: 0 Conv2d.*\\| +64 +\\| +16 +\\| +-48 +\\|"))
                .anySatisfy(line -> assertThat(line).containsPattern("scratch: input +\\| +0 +\\| +0 +\\| +0 +\\|"));

        var text = text(allocating(1_000), allocating(1_500));
        assertThat(text.substring(text.indexOf("Allocation: bytes")).lines())
                .anySatisfy(line ->
                        assertThat(line).containsPattern("DIRECT: forward +\\| +1,000 +\\| +1,500 +\\| +500 +\\|"));
    }

    private static ComparisonRecord layers(double convolution, double pooling, double bytes) {
        return new RecordFixture()
                .run("scratch", Tasks.fashionMnist())
                .timed(1.5, 3.5, 4.5)
                .layer(StepPart.ofNoLayer(StepPart.Kind.INPUT), List.of(0.25, 0.25))
                .layer(part("0", "Conv2d(1→16, 3×3)"), List.of(convolution, convolution), List.of(bytes))
                .layer(part("2", "MaxPool2d(2×2)"), List.of(pooling, pooling))
                .add()
                .build();
    }

    private static StepPart part(String path, String layer) {
        return new StepPart(StepPart.Kind.FORWARD, path, layer, "[16, 28, 28]", 0, "");
    }

    private static ComparisonRecord allocating(double bytes) {
        return new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1, List.of(List.of(2.0, 2.0)))
                .measuredBy("average time", List.of(List.of(bytes, bytes)))
                .build();
    }

    @Test
    void namesWhatDiffersInTheCircumstances() {
        var older = new RecordFixture()
                .run("scratch", Tasks.spiral())
                .fact("vector bits", "512")
                .timed(1, 2, 3)
                .add()
                .build();
        var newer = elsewhere(new RecordFixture()
                .run("scratch", Tasks.spiral())
                .fact("vector bits", "256")
                .timed(1, 2, 3)
                .add()
                .build());

        var text = text(older, newer);

        assertThat(row(text, "scratch: vector bits")).contains("512", "256");
        assertThat(row(text, "| commit")).contains("abc with changed files");
        assertThat(row(text, "| machine")).contains("Example CPU", "Another CPU");
        assertThat(text).doesNotContain("scratch: helpers");
    }

    @Test
    void namesAChangedJdkAndVectorsOfRecordsThatHoldMicrobenchmarksAlone() {
        var older = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1, List.of(List.of(2.0)))
                .ranOn("25.0.3+9-LTS", "512")
                .build();
        var newer = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1, List.of(List.of(2.0)))
                .ranOn("26+35", "256")
                .build();

        var text = text(older, newer);

        assertThat(row(text, "scratch, microbenchmarks: JVM")).contains("25.0.3+9-LTS", "26+35");
        assertThat(row(text, "scratch, microbenchmarks: vector bits")).contains("512", "256");
        assertThat(text).doesNotContain("JVM flags");
    }

    @Test
    void namesAChangedProtocolOfMicrobenchmarks() {
        var forks = List.of(List.of(2.0, 2.0));
        var older = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1, forks)
                .measuredBy("average time, 2 forks", forks);
        var newer = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1, forks)
                .measuredBy("average time, 3 forks", forks);

        assertThat(row(text(older.build(), newer.build()), "protocol: conv2d"))
                .contains("average time, 2 forks", "average time, 3 forks");
    }

    @Test
    void printsCommandsWithoutFolders() {
        var older = new RecordFixture().command("./cnn compare --out /a/folder").build();
        var newer = new RecordFixture()
                .command("./cnn compare --data '/another one'")
                .build();

        assertThat(text(older, newer))
                .contains("Old: ./cnn compare at", "New: ./cnn compare at", "are the same.")
                .doesNotContain("folder", "another one");
    }

    /** Two records are never measured at the same time. */
    @Test
    void saysThatNothingDiffersAndThatNothingIsShared() {
        var empty = new RecordFixture().build();
        var later = measured(empty, Instant.parse("2026-02-03T04:05:06Z"));

        assertThat(text(empty, later))
                .contains("2026-01-02T03:04:05Z", "2026-02-03T04:05:06Z")
                .contains("The two records have no measurement in common.")
                .contains("Machine, code, JVMs, flags, engines and data are the same.");
    }

    @Test
    void leavesOutWhatMayNotBePublished() {
        var failed = new RecordFixture()
                .run("scratch", Tasks.spiral())
                .timed(1, 2, 3)
                .outcome(new Outcome.Failed("it crashed"))
                .add()
                .build();

        assertThat(text(failed, failed)).contains("no measurement in common");

        var failedInItsSecondFork = new RecordFixture()
                .microbenchmark("conv", "forward", "DIRECT", 1, List.of(List.of(2.0)))
                .failed("it crashed")
                .build();

        assertThat(text(failedInItsSecondFork, failedInItsSecondFork)).contains("no measurement in common");
    }

    private static ComparisonRecord record(TaskSpec task, double accuracy) {
        return record(task, accuracy, 1, 2, 3);
    }

    private static ComparisonRecord record(TaskSpec task, double accuracy, long... seeds) {
        var fixture = new RecordFixture();
        for (long seed : seeds) {
            fixture.run("scratch", task).seed(seed).trained(accuracy, MUCH).add();
        }
        return fixture.build();
    }

    private static ComparisonRecord elsewhere(ComparisonRecord record) {
        return copy(
                record,
                record.created(),
                new Revision("abc", true),
                new Machine("Another CPU", 4, 1L << 30, "Linux 6.1"));
    }

    private static ComparisonRecord measured(ComparisonRecord record, Instant created) {
        return copy(record, created, record.revision(), record.machine());
    }

    private static ComparisonRecord copy(ComparisonRecord record, Instant created, Revision revision, Machine machine) {
        return new ComparisonRecord(
                record.schemaVersion(),
                created,
                record.command(),
                record.suite(),
                revision,
                machine,
                record.plan(),
                record.runs(),
                record.rulers(),
                record.microbenchmarks(),
                record.conditions(),
                record.complete());
    }

    private static String text(ComparisonRecord older, ComparisonRecord newer) {
        var text = new StringBuilder();
        ConsoleReport.print(SideBySide.of(RecordPair.of(older, newer)), text);
        return text.toString();
    }

    private static String row(String text, String beginning) {
        return text.lines().filter(line -> line.contains(beginning)).findFirst().orElse("no row " + beginning);
    }
}
