package org.scratchcnn.reports.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.ConsoleReport;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.RecordFixture.RunFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ReportContentTest {

    private static final TaskSpec SPIRAL = Tasks.spiral().withEpochs(2);

    @Test
    void printsAccuracyAndTimesOfSeveralSeedsAndEngines() {
        var fixture = new RecordFixture();
        trained(fixture, "scratch", 1, 0.40, 0.86, 2.0);
        trained(fixture, "scratch", 2, 0.42, 0.87, 2.2);
        trained(fixture, "scratch", 3, 0.41, 0.85, 2.1);
        fixture.run("dl4j", SPIRAL)
                .origin(Origin.GENERATED)
                .timed(Operation.FORWARD, List.of(1.0))
                .timed(Operation.FORWARD_BACKWARD, List.of(3.0))
                .timed(Operation.STEP, List.of(4.0))
                .add();

        assertThat(console(fixture.build())).startsWith("""
                Measured by ./cnn compare --task spiral,fashion-mnist at 2026-01-02T03:04:05Z, from commit 0123456789abcdef0123456789abcdef01234567. Machine: Example CPU @ 2.60GHz, 2 cores, 24.0 GiB memory, Linux 6.1.

                spiral: test loss, test accuracy and training time
                +----------+-----------------+---------------+-------------+---------------+--------+---------+--------------+
                | Engine   |       Test loss | Test accuracy | Bayes limit | Training time | Epochs |   Seeds | Convergence  |
                +----------+-----------------+---------------+-------------+---------------+--------+---------+--------------+
                | scratch  | 0.4100 ± 0.0248 |  86.0 ± 2.5 % |     90.05 % | 2.10 ± 0.25 s |      2 | 1, 2, 3 | no reference |
                | · seed 1 |          0.4000 |        86.0 % |     90.05 % |        2.00 s |      2 |       1 | no reference |
                | · seed 2 |          0.4200 |        87.0 % |     90.05 % |        2.20 s |      2 |       2 | no reference |
                | · seed 3 |          0.4100 |        85.0 % |     90.05 % |        2.10 s |      2 |       3 | no reference |
                +----------+-----------------+---------------+-------------+---------------+--------+---------+--------------+
                  Several seeds: mean ± half the 95 % interval (Student's t); each seed's run stands below.
                  Training time: all epochs, from the first batch to the last update; evaluation is off the clock.
                  Bayes limit: the accuracy that no classifier can pass on average, since the arms' noise overlaps.
                  No reference: there are no checked-in runs on this task with this batch size on these data, so nothing says whether it learned what it should.
                  Machine: Example CPU @ 2.60GHz, 2 cores, 24.0 GiB memory, Linux 6.1
                  Data: spiral, generated, 3,200 training, 0 validation and 800 test samples, SHA-256 c59f468a2f67
                  Command: ./cnn compare --task spiral,fashion-mnist

                spiral: milliseconds per batch of 32; backward pass = forward and backward pass less forward pass
                +---------+---------+----------------------+-------------------+-------------------+-------------------+----------------------+-----------+--------------------+
                | Engine  | Threads |              Forward |          Backward |     Training step | Epoch, compute, s | Epoch, end to end, s | Samples/s | Speed-up over dl4j |
                +---------+---------+----------------------+-------------------+-------------------+-------------------+----------------------+-----------+--------------------+
                | scratch |       2 | 0.500 [0.500, 0.500] | 1.00 [1.00, 1.00] | 2.00 [2.00, 2.00] |       1.05 ± 0.04 |          1.05 ± 0.04 |    16,000 |               2.00 |
                | dl4j    |       2 |                 1.00 |              2.00 |              4.00 |           ≈ 0.400 |                      |     8,000 |      1 (reference) |
                +---------+---------+----------------------+-------------------+-------------------+-------------------+----------------------+-----------+--------------------+
                  Median [95 % interval], by bootstrap over process starts, then samples.
                  Where an engine was started once, variation between starts is not in its interval.
                  Speed-up: how many times as long the reference's training step takes; above 1 is faster than it.
                  Epoch: mean ± standard deviation over all epochs of all seeds. Compute: within training steps. End to end: from the first batch to the last update, with shuffling and making batches; evaluation is off the clock.
                  ≈ Estimated: training step × 100 batches, since only steps were timed.
                  Machine: Example CPU @ 2.60GHz, 2 cores, 24.0 GiB memory, Linux 6.1
                  Data: spiral, generated, 3,200 training, 0 validation and 800 test samples, SHA-256 c59f468a2f67
                  Command: ./cnn compare --task spiral,fashion-mnist
                """);
    }

    @Test
    void leavesFiguresOfFailedRunsOutAndSaysWhy() {
        var fixture = new RecordFixture();
        trained(fixture, "scratch", 1, 0.40, 0.86, 2.0);
        fixture.run("dl4j", SPIRAL)
                .trained(epochs(987.6), new Evaluation(0.5, 0.77, 800))
                .timed(Operation.STEP, List.of(876.5))
                .outcome(new Outcome.Failed("The worker was silent for 60 s"))
                .add()
                .run("scratch-naive", SPIRAL)
                .outcome(new Outcome.Unsupported("It has no spirals"))
                .add();

        assertThat(console(fixture.build()))
                .contains("failed: The worker was silent for 60 s", "not supported: It has no spirals")
                .doesNotContain("987", "876", "77.0 %", "Speed-up");
    }

    @Test
    void keepsTheRowsOfAnEngineThatFailed() {
        var fixture = new RecordFixture();
        trained(fixture, "scratch", 1, 0.40, 0.86, 2.0);
        run(fixture, "dl4j", 1)
                .trained(epochs(987.6), new Evaluation(0.5, Double.NaN, 800))
                .outcome(new Outcome.Failed("it crashed"))
                .add();
        fixture.run("dl4j-shipped", Tasks.fashionMnist())
                .outcome(new Outcome.Failed("it hung"))
                .add();

        var content = ReportContent.of(fixture.build());
        var text = console(fixture.build());

        assertThat(text).startsWith("2 of 3 runs failed; why stands in the report, below \"Left out\". Measured by");
        assertThat(content.overview().getFirst().rows())
                .extracting(row -> row.subList(2, 4))
                .containsExactly(List.of("scratch", "86.0 %"), List.of("dl4j", "failed"), List.of("dl4j-shipped", "–"));
        assertThat(content.overview().getFirst().rows().getLast().get(6)).isEqualTo("failed");
        assertThat(content.overview().getFirst().notes().getFirst()).startsWith("Failed: 2 of 3 runs;");
        assertThat(text.lines().filter(line -> line.startsWith("| dl4j ") && line.contains("failed")))
                .hasSize(2);
    }

    @Test
    void saysAboveTheFiguresHowManyMicrobenchmarksFailed() {
        var fixture = new RecordFixture()
                .microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5)))
                .microbenchmark("conv", "forward", "pytorch", 1_000_000, List.of(List.of()))
                .failed("its process ended with exit code 3");

        assertThat(ReportContent.summary(fixture.build())).startsWith("1 of 2 microbenchmarks failed; why");
    }

    @Test
    void namesMachineDataAndCommandBesideEveryTable() {
        var fixture = new RecordFixture();
        trained(fixture, "scratch", 1, 0.40, 0.86, 2.0);

        String text = console(fixture.build());

        assertThat(count(text, "Machine: Example CPU")).isGreaterThanOrEqualTo(4);
        assertThat(count(text, "\n  Command: ./cnn compare")).isEqualTo(count(text, "\n  Machine: Example CPU"));
        assertThat(
                        count(
                                text,
                                "\n  Data: spiral, generated, 3,200 training, 0 validation and 800 test samples, SHA-256 c59f468a2f67"))
                .isEqualTo(3);
    }

    @Test
    void namesNoFolderOfTheMachineThatMeasured() {
        var fixture =
                new RecordFixture().command("./cnn compare --data /secret/sets --task spiral '--out=/secret/out put'");
        trained(fixture, "scratch", 1, 0.40, 0.86, 2.0);
        trained(fixture, "dl4j", 1, 0.40, 0.86, 2.0);
        fixture.microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5)));

        assertThat(console(fixture.build()))
                .contains("Measured by ./cnn compare --task spiral at ", "Command: ./cnn compare --task spiral\n")
                .doesNotContain("secret");
        assertThat(console(fixture.suite(Headline.SUITE).build()))
                .contains("Command: ./cnn compare --task spiral\n")
                .doesNotContain("secret");
    }

    @Test
    void saysWhichMicrobenchmarksFailedAndPublishesNoneOfTheirFigures() {
        var fixture = new RecordFixture();
        for (var pass : List.of("forward", "gradient by input")) {
            fixture.microbenchmark("conv", pass, "NAIVE", 1_000_000, List.of(List.of(0.5), List.of(0.5)));
            fixture.microbenchmark("conv", pass, "pytorch", 1_000_000, List.of(List.of(0.987), List.of()))
                    .failed("its process ended with exit code 3");
        }

        var text = console(fixture.build());

        assertThat(text)
                .contains("Microbenchmarks without published figures", "conv2d: milliseconds per operation")
                .doesNotContain("0.987");
        assertThat(text.lines().filter(line -> line.contains("exit code 3")))
                .singleElement()
                .asString()
                .contains("conv2d", "conv", "pytorch", "forward, gradient by input", "failed: its process");
    }

    @Test
    void saysOnWhichJdkMicrobenchmarksRan() {
        var fixture = new RecordFixture()
                .microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5)))
                .ranOn("25.0.3+9-LTS", "512");

        assertThat(console(fixture.build()))
                .contains("What each engine ran with", "Example VM, Example Vendor, 25.0.3+9-LTS", "vector bits");
    }

    @Test
    void saysBesideChartsWhatIntervalsHoldAndOfNoneWhereThereIsNone() {
        var smoke = new RecordFixture().suite("smoke");
        for (var task : List.of(SPIRAL, Tasks.fashionMnist())) {
            for (var engine : List.of("scratch", "dl4j")) {
                smoke.run(engine, task).timed(Operation.STEP, List.of(2.0)).add();
            }
        }
        smoke.microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5)));

        assertThat(console(smoke.build())).startsWith("A smoke test: every kind of benchmark ran once");
        assertThat(subtitles(smoke.build()))
                .hasSize(3)
                .noneSatisfy(subtitle -> assertThat(subtitle).contains("with 95 % interval"))
                .allSatisfy(subtitle -> assertThat(subtitle).contains("is not in the intervals."));

        var several = new RecordFixture()
                .microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5, 0.6), List.of(0.5, 0.6)));
        trained(several, "scratch", 1, 0.40, 0.86, 2.0);
        trained(several, "scratch", 2, 0.40, 0.86, 2.0);

        assertThat(subtitles(several.build())).contains("Median with 95 % interval; shorter is faster.");
    }

    private static List<String> subtitles(ComparisonRecord record) {
        return ReportContent.of(record).figures().stream().map(Figure::note).toList();
    }

    @Test
    void saysThatARecordIsIncomplete() {
        var whole = new RecordFixture().build();
        var partial = new ComparisonRecord(
                whole.schemaVersion(),
                whole.created(),
                whole.command(),
                whole.suite(),
                whole.revision(),
                whole.machine(),
                whole.plan(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);

        assertThat(console(partial)).startsWith("INCOMPLETE");
        assertThat(console(whole)).doesNotContain("INCOMPLETE");
    }

    private static void trained(
            RecordFixture fixture, String engine, long seed, double loss, double accuracy, double seconds) {
        run(fixture, engine, seed)
                .trained(epochs(seconds), new Evaluation(loss, accuracy, 800))
                .timed(Operation.FORWARD, List.of(0.5, 0.5))
                .timed(Operation.FORWARD_BACKWARD, List.of(1.5, 1.5))
                .timed(Operation.STEP, List.of(2.0, 2.0))
                .add();
    }

    private static RunFixture run(RecordFixture fixture, String engine, long seed) {
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

    private static String console(ComparisonRecord record) {
        var text = new StringBuilder();
        ConsoleReport.print(ReportContent.of(record), text);
        return text.toString();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
