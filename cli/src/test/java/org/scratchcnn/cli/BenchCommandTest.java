package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.suite.Suite;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.TimingSeries;

class BenchCommandTest {

    @Test
    void endsWellWhereEveryTargetIsReached() {
        assertThat(BenchCommand.exitCode(headline(2), true)).isZero();
    }

    @Test
    void failsACheckWhereATargetIsNotReachedOrNotMeasured() {
        var reached = headline(2);
        var missing = reached.with(
                reached.runs().subList(1, reached.runs().size()), reached.rulers(), List.of(), List.of(), true);

        assertThat(BenchCommand.exitCode(headline(0.5), true)).isEqualTo(1);
        assertThat(BenchCommand.exitCode(missing, true)).isEqualTo(1);
    }

    @Test
    void looksAtTargetsOnlyWhereAskedTo() {
        assertThat(BenchCommand.exitCode(headline(0.5), false)).isZero();
    }

    @Test
    void failsWhereARunFailed() {
        var reached = headline(2);
        var failed = run(Headline.rows().getFirst(), "dl4j", 1, new Outcome.Failed("stopped"));
        var runs = Stream.concat(reached.runs().stream(), Stream.of(failed)).toList();
        var record = reached.with(runs, reached.rulers(), List.of(), List.of(), true);

        assertThat(BenchCommand.exitCode(record, false)).isEqualTo(1);
        assertThat(BenchCommand.exitCode(record, true)).isEqualTo(1);
    }

    @Test
    void failsWhereTheLibraryLearnedFasterOrSlowerThanTheReferenceLetsExpect() {
        assertThat(MeasuringOptions.exitCode(RecordFixture.learnedTooFast("scratch")))
                .isEqualTo(1);
        assertThat(MeasuringOptions.exitCode(RecordFixture.learnedTooFast("dl4j")))
                .isZero();
    }

    @Test
    void failsWhereAMicrobenchmarkFailed() {
        var reached = headline(2);
        var record = reached.with(
                reached.runs(),
                reached.rulers(),
                List.of(RecordFixture.microbenchmark(new Outcome.Completed())),
                List.of(),
                true);

        assertThat(BenchCommand.exitCode(record, false)).isZero();

        var failed = record.with(
                record.runs(),
                record.rulers(),
                List.of(
                        RecordFixture.microbenchmark(new Outcome.Completed()),
                        RecordFixture.microbenchmark(new Outcome.Failed("crashed"))),
                List.of(),
                true);

        assertThat(BenchCommand.exitCode(failed, false)).isEqualTo(1);
    }

    @Test
    void allRunsEverySetThatHasFiguresToQuote() {
        assertThat(Suites.BENCHMARKS)
                .extracting(Suite::name)
                .contains("headline", "start", "scaling", "layers", "kernels")
                .doesNotContain("smoke", "verify");
    }

    @Test
    void runsTheOtherSetsWhereOneFails() {
        var measured = new ArrayList<String>();
        var said = new ArrayList<String>();

        int exitCode = BenchCommand.inTurn(
                Suites.BENCHMARKS.subList(0, 3),
                suite -> {
                    measured.add(suite.name());
                    if (suite.name().equals("start")) {
                        throw new NoSuchFileException("results/records");
                    }
                    return 0;
                },
                said::add);

        assertThat(measured).containsExactly("headline", "start", "scaling");
        assertThat(said).contains("Set start failed. There is no file results/records");
        assertThat(exitCode).isEqualTo(1);
    }

    @Test
    void helpSaysWhatEachSetMeasures() {
        var help = CommandResult.of("bench", "--help").output();

        assertThat(help)
                .contains("scaling: what the time of a training step grows with")
                .contains("all: one after");
    }

    @Test
    void setsWithoutEnginesHaveNoRounds() {
        var result = CommandResult.of("bench", "--set", "kernels", "--rounds", "2");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError()).contains("--set kernels has forks of its own");
    }

    /** A record in which every peer takes so many times as long as it should. */
    private static ComparisonRecord headline(double excess) {
        var runs = Headline.rows().stream()
                .flatMap(row -> Stream.concat(
                        Stream.of(run(row, Headline.ENGINE, 1, new Outcome.Completed())),
                        row.ratios().entrySet().stream()
                                .map(peer -> run(
                                        row,
                                        peer.getKey().engines().getFirst(),
                                        excess * peer.getValue(),
                                        new Outcome.Completed()))))
                .toList();
        var spiral = RecordFixture.spiral();
        return new ComparisonRecord(
                spiral.schemaVersion(),
                spiral.created(),
                "./cnn bench --set headline",
                Headline.SUITE,
                spiral.revision(),
                spiral.machine(),
                spiral.plan(),
                runs,
                List.of(new RulerReading(RulerReading.FMA, 2, "GFLOP/s", 0, List.of(10.0, 10.0))),
                List.of(),
                List.of(),
                true);
    }

    private static EngineRun run(Headline.Row row, String engine, double milliseconds, Outcome outcome) {
        int samples = row.operation().samples(row.task().training().batchSize());
        var series = new TimingSeries(row.operation(), samples, 1, 2, List.of(milliseconds, milliseconds));
        return RecordFixture.timed(engine, row.task(), List.of(series), outcome);
    }
}
