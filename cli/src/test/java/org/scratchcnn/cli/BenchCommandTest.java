package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;

class BenchCommandTest {

    @Test
    void failsACheckWhereATargetIsNotReachedOrNotMeasured() {
        var nothingMeasured = headline(List.of());

        assertThat(BenchCommand.exitCode(nothingMeasured, true)).isEqualTo(1);
        assertThat(BenchCommand.exitCode(nothingMeasured, false))
                .as("looks at targets only where asked to")
                .isZero();
    }

    @Test
    void failsWhereARunFailed() {
        var failed = RecordFixture.timed("dl4j", Tasks.spiral(), List.of(), new Outcome.Failed("stopped"));

        assertThat(BenchCommand.exitCode(headline(List.of(failed)), false)).isEqualTo(1);
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
        var empty = headline(List.of());
        var record = empty.with(
                empty.runs(),
                empty.rulers(),
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
    void helpSaysWhatEachSetMeasures() {
        var help = CommandResult.of("bench", "--help").output();

        assertThat(help).contains("scaling: what the time of a training step grows with");
    }

    @Test
    void setsWithoutEnginesHaveNoRounds() {
        var result = CommandResult.of("bench", "--set", "kernels", "--rounds", "2");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError()).contains("--set kernels has forks of its own");
    }

    private static ComparisonRecord headline(List<EngineRun> runs) {
        var spiral = RecordFixture.spiral();
        return new ComparisonRecord(
                spiral.schemaVersion(),
                spiral.created(),
                "./cnn bench --set headline",
                "headline",
                spiral.revision(),
                spiral.machine(),
                spiral.plan(),
                runs,
                List.of(),
                List.of(),
                List.of(),
                true);
    }
}
