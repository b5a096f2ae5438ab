package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.benchmarks.suite.Expectations.Kind;
import org.scratchcnn.benchmarks.suite.Expectations.Measurement;
import org.scratchcnn.benchmarks.suite.Expectations.Range;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class VerifyTest {

    private static final Kind KIND = new Kind("AVX2", "256", 2);

    /** Naive loops usually take 20 to 30 times as long, Deeplearning4j 8 to 12 times. */
    private static final Verify VERIFY = new Verify(() -> new Expectations(List.of(new Measurement(
            KIND,
            "a processor",
            "./cnn compare --suite verify at 0123456",
            List.of(new Range("fashion-mnist", "scratch-naive", 20, 30), new Range("fashion-mnist", "dl4j", 8, 12)),
            List.of()))));

    @Test
    void trainsThreeTasksByTheLibraryAndDeeplearning4jAndTimesTheOthers() {
        var runs = new Verify().plan(0, 2, _ -> true).runs();

        for (var task : List.of("spiral", "fashion-mnist", "cifar-10")) {
            assertThat(engines(runs, task, Protocol.TRAIN)).containsExactly("scratch", "dl4j");
            assertThat(engines(runs, task, Protocol.TIME_STEPS))
                    .containsExactly("dl4j-shipped", "scratch-im2col", "scratch-naive");
        }
        assertThat(engines(runs, "mnist-untied", Protocol.TIME_STEPS))
                .as("which Deeplearning4j refuses")
                .containsExactly("dl4j");
        assertThat(new Verify().plan(0, 2, _ -> true).microbenchmarks()).isPresent();
    }

    /** So that a training which learns too fast or too slow is seen. */
    @Test
    void trainsTasksThatThereAreReferencePointsFor() {
        assertThat(new Verify().plan(0, 2, _ -> true).runs())
                .filteredOn(run -> run.protocol() == Protocol.TRAIN)
                .extracting(run -> run.task().name())
                .isSubsetOf(ReferencePoints.checkedIn().tasks().stream()
                        .map(curves -> curves.task())
                        .toList());
    }

    @Test
    void fullTrainsAtLeastAsLongFromEverySeed() {
        var brief = new Verify().plan(0, 2, _ -> true).runs();
        var full = new Full().plan(3, 2, _ -> true).runs();

        for (var run : brief) {
            assertThat(full)
                    .filteredOn(other -> other.engine().equals(run.engine())
                            && other.protocol() == run.protocol()
                            && other.task().name().equals(run.task().name()))
                    .hasSize(3)
                    .allSatisfy(other -> assertThat(other.task().training().epochs())
                            .isGreaterThanOrEqualTo(run.task().training().epochs()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "25, usual",
        "11, outside",
        "59, outside",
        "9, 'far outside, no verdict: scratch-naive: one start'",
        "61, 'far outside, no verdict: scratch-naive: one start'",
    })
    void saysWhereARatioLies(double naive, String verdict) {
        var record = record(naive);

        assertThat(verdicts(record)).containsExactly(verdict, "usual");
        assertThat(VERIFY.failed(record)).as("one start decides nothing").isFalse();
    }

    @Test
    void timesBothEnginesOfARatioFarOutsideAgainByTurns() {
        assertThat(VERIFY.onceMore(record(25))).isEmpty();
        assertThat(VERIFY.onceMore(record(61)))
                .extracting(PlannedRun::engine, PlannedRun::protocol)
                .containsExactly(
                        tuple("scratch", Protocol.TIME_STEPS),
                        tuple("scratch-naive", Protocol.TIME_STEPS),
                        tuple("scratch", Protocol.TIME_STEPS),
                        tuple("scratch-naive", Protocol.TIME_STEPS));
    }

    @ParameterizedTest
    @CsvSource({"100, 25, 25, false", "100, 100.1, 99.9, true", "9, 9.1, 9, true", "100, 100, 300, false"})
    void failsOnlyWhereThreeStartsAgreeThatItIsFarOutside(double first, double second, double third, boolean fails) {
        assertThat(VERIFY.failed(record(first, second, third))).isEqualTo(fails);
    }

    @Test
    void neverFailsOnAnUnknownKindOfMachine() {
        var fixture = new RecordFixture().suite("verify");
        for (int start = 0; start < 3; start++) {
            run(fixture, "scratch", 1, "AVX-512");
            run(fixture, "scratch-naive", 1, "AVX-512");
        }

        assertThat(VERIFY.failed(fixture.build())).isFalse();
        assertThat(verdicts(fixture.build())).containsExactly("nothing to compare with", "not measured");
    }

    @Test
    void saysThatNothingWasMeasuredWhereARunFailed() {
        var fixture = new RecordFixture().suite("verify");
        run(fixture, "scratch", 1, "AVX2");
        fixture.run("scratch-naive", Tasks.fashionMnist())
                .outcome(new Outcome.Failed("it crashed"))
                .add();

        assertThat(verdicts(fixture.build())).containsExactly("not measured", "not measured");
        assertThat(VERIFY.failed(fixture.build())).isFalse();
    }

    private static ComparisonRecord record(double... naive) {
        var fixture = new RecordFixture().suite("verify");
        for (double milliseconds : naive) {
            run(fixture, "scratch", 1, "AVX2");
            run(fixture, "scratch-naive", milliseconds, "AVX2");
            run(fixture, "dl4j", 10, "AVX2");
        }
        return fixture.build();
    }

    static void run(RecordFixture fixture, String engine, double milliseconds, String instructions) {
        fixture.run(engine, Tasks.fashionMnist())
                .fact("instructions", instructions)
                .fact("vector bits", "256")
                .timed(Operation.STEP, Collections.nCopies(5, milliseconds))
                .add();
    }

    private static List<String> verdicts(ComparisonRecord record) {
        return SectionTables.of(VERIFY.report(record), "Is it as fast as usual?").getFirst().rows().stream()
                .map(List::getLast)
                .toList();
    }

    private static List<String> engines(List<PlannedRun> runs, String task, Protocol protocol) {
        return runs.stream()
                .filter(run -> run.task().name().equals(task) && run.protocol() == protocol)
                .map(PlannedRun::engine)
                .toList();
    }
}
