package org.scratchcnn.reports.band;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.band.SpeedBands.Band;
import org.scratchcnn.reports.band.SpeedBands.Entry;
import org.scratchcnn.reports.band.SpeedCheck.Place;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.InvalidFileException;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.RecordJson;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class SpeedCheckTest {

    private static final MachineKind KIND = new MachineKind("AVX2", "256", 2);

    @TempDir
    private Path folder;

    /** A build whose naive loops take {@code naive} times as long and whose Deeplearning4j 10 times. */
    private static ComparisonRecord build(double naive) {
        return build(naive, "AVX2", SpeedCheck.SUITE);
    }

    /** A build that timed the naive loops in several processes, each of which came to another time. */
    private static ComparisonRecord build(double first, double second, double third) {
        var fixture = new RecordFixture().suite(SpeedCheck.SUITE);
        for (double naive : List.of(first, second, third)) {
            run(fixture, "scratch", 1, "AVX2");
            run(fixture, "scratch-naive", naive, "AVX2");
        }
        return fixture.build();
    }

    private static ComparisonRecord build(double naive, String instructions, String suite) {
        var fixture = new RecordFixture().suite(suite);
        run(fixture, "scratch", 1, instructions);
        run(fixture, "scratch-naive", naive, instructions);
        run(fixture, "dl4j", 10, instructions);
        return fixture.build();
    }

    private static void run(RecordFixture fixture, String engine, double milliseconds, String instructions) {
        fixture.run(engine, Tasks.fashionMnist())
                .fact("instructions", instructions)
                .fact("vector bits", "256")
                .timed(Operation.STEP, Collections.nCopies(5, milliseconds))
                .add();
    }

    private static SpeedBands bands() {
        return new SpeedBands(List.of(new Entry(
                KIND,
                "a processor",
                "./cnn compare --suite verify",
                List.of("0123456"),
                List.of(
                        new Band("fashion-mnist", "scratch-naive", 20, 30),
                        new Band("fashion-mnist", "dl4j", 8, 12)))));
    }

    private static SpeedCheck check(double naive) {
        return SpeedCheck.of(build(naive), bands()).orElseThrow();
    }

    @Test
    void findsARatioInsideItsBand() {
        assertThat(check(25).rows()).extracting(SpeedCheck.Row::place).containsExactly(Place.INSIDE, Place.INSIDE);
        assertThat(check(25).failed()).isFalse();
    }

    @Test
    void toleratesUpToTwiceBeyondTheBand() {
        assertThat(check(11).rows().getFirst().place()).isEqualTo(Place.OUTSIDE);
        assertThat(check(59).rows().getFirst().place()).isEqualTo(Place.OUTSIDE);
        assertThat(check(11).failed()).isFalse();
        assertThat(check(59).failed()).isFalse();
    }

    @Test
    void failsFarOutsideInEitherDirection() {
        assertThat(check(9).failed()).isTrue();
        assertThat(check(61).failed()).isTrue();
    }

    @Test
    void timesBothEnginesOfARatioFarOutsideTwiceMoreByTurns() {
        var planned = Stream.of("scratch", "dl4j", "scratch-naive")
                .map(engine -> PlannedRun.ofTraining(Tasks.fashionMnist(), engine, Protocol.TRAIN))
                .toList();

        assertThat(check(25).onceMore(planned)).isEmpty();
        assertThat(check(61).onceMore(planned))
                .extracting(PlannedRun::engine, PlannedRun::protocol)
                .containsExactly(
                        tuple("scratch", Protocol.TIME_STEPS),
                        tuple("scratch-naive", Protocol.TIME_STEPS),
                        tuple("scratch", Protocol.TIME_STEPS),
                        tuple("scratch-naive", Protocol.TIME_STEPS));
    }

    @Test
    void failsOnlyWhereMoreStartsAgreeThatItIsFarOutside() {
        assertThat(SpeedCheck.of(build(100, 25, 25), bands()).orElseThrow().failed())
                .isFalse();
        assertThat(SpeedCheck.of(build(100, 100.1, 99.9), bands()).orElseThrow().failed())
                .isTrue();
    }

    @Test
    void neverFailsOnAnUnknownKindOfMachine() {
        var check =
                SpeedCheck.of(build(1, "AVX-512", SpeedCheck.SUITE), bands()).orElseThrow();

        assertThat(check.known()).isFalse();
        assertThat(check.kind()).isEqualTo(new MachineKind("AVX-512", "256", 2));
        assertThat(check.rows()).extracting(SpeedCheck.Row::place).containsOnly(Place.UNKNOWN);
        assertThat(check.failed()).isFalse();
    }

    @Test
    void saysOfEveryBandWhyNothingIsHeldAgainstIt() {
        var fixture = new RecordFixture().suite(SpeedCheck.SUITE);
        run(fixture, "scratch", 1, "AVX2");
        fixture.run("scratch-naive", Tasks.fashionMnist())
                .outcome(new Outcome.Failed("it crashed"))
                .add();

        var check = SpeedCheck.of(fixture.build(), bands()).orElseThrow();

        assertThat(check.rows()).isEmpty();
        assertThat(check.failed()).isFalse();
        assertThat(check.missing())
                .extracting(missing -> missing.band().baseline(), SpeedCheck.Missing::why)
                .containsExactly(
                        tuple("scratch-naive", "scratch-naive: failed: it crashed"),
                        tuple("dl4j", "there is no run of dl4j"));
    }

    /** Its times are not published, so the ratios of its task would be gone without a word. */
    @Test
    void saysThatNothingWasMeasuredWhereTheLibraryDidNotValidate() {
        var reference = ReferencePoints.checkedIn().tasks().getFirst();
        var task = Tasks.task(reference.task())
                .withBatchSize(reference.batchSize())
                .withEpochs(1);
        var wrong = new Evaluation(1, 0.01, task.data().test());
        var record = new RecordFixture()
                .suite(SpeedCheck.SUITE)
                .run("scratch", task)
                .fact("instructions", "AVX2")
                .fact("vector bits", "256")
                .data(reference.data())
                .trained(List.of(new EpochResult(1, 1, 1, 1, task.data().training(), wrong)), wrong)
                .timed(Operation.STEP, List.of(1.0, 1.0))
                .add()
                .build();
        var bands = new SpeedBands(List.of(new Entry(
                KIND,
                "a processor",
                "./cnn compare --suite verify",
                List.of("0123456"),
                List.of(new Band(reference.task(), "dl4j", 8, 12)))));

        assertThat(SpeedCheck.of(record, bands).orElseThrow().missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.why()).startsWith("scratch: suspiciously slow: 1.00 %"));
        assertThat(Publication.learnedSuspiciously(record)).isTrue();
        assertThat(Publication.learnedSuspiciously(build(25))).isFalse();
    }

    @Test
    void looksAtNoOtherSuite() {
        assertThat(SpeedCheck.of(build(1, "AVX2", "headline"), bands())).isEmpty();
    }

    @Test
    void bandsReachFromTheLeastToTheMostThatWasMeasured() {
        var entry = SpeedBands.entry(List.of(build(25), build(22)));

        assertThat(entry.kind()).isEqualTo(KIND);
        assertThat(entry.bands())
                .containsExactly(
                        new Band("fashion-mnist", "scratch-naive", 22, 25), new Band("fashion-mnist", "dl4j", 10, 10));
    }

    @Test
    void replacesTheBandsOfTheSameKindOfMachineAlone() throws IOException {
        SpeedBands.update(folder, List.of(build(25), build(26)), false);
        SpeedBands.update(
                folder, List.of(build(40, "AVX-512", SpeedCheck.SUITE), build(41, "AVX-512", SpeedCheck.SUITE)), false);
        var file = SpeedBands.update(folder, List.of(build(27), build(28)), false);

        var machines = RecordJson.read(Files.readString(file), SpeedBands.class).machines();
        assertThat(machines).extracting(entry -> entry.kind().instructions()).containsExactly("AVX-512", "AVX2");
        assertThat(machines.getLast().bands().getFirst().least()).isEqualTo(27);
    }

    @Test
    void widensTheBandsOfTheSameKindOfMachineWhereAskedTo() throws IOException {
        SpeedBands.update(folder, List.of(build(25), build(26)), false);
        var file = SpeedBands.update(folder, List.of(build(20), build(22)), true);

        var entry = RecordJson.read(Files.readString(file), SpeedBands.class)
                .machines()
                .getLast();
        assertThat(entry.bands().getFirst()).isEqualTo(new Band("fashion-mnist", "scratch-naive", 20, 26));
        assertThat(entry.commits()).hasSize(4);
    }

    @Test
    void refusesRecordsOfDifferentKindsOfMachines() {
        var records = List.of(build(25), build(25, "AVX-512", SpeedCheck.SUITE));

        assertThatThrownBy(() -> SpeedBands.update(folder, records, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AVX2, vectors of 256 bits, 2 cores; AVX-512, vectors of 256 bits, 2 cores");
    }

    @Test
    void refusesASingleRecordEvenIfItIsNamedTwice() {
        for (var records : List.of(List.of(build(25)), List.of(build(25), build(25)))) {
            assertThatThrownBy(() -> SpeedBands.update(folder, records, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Bands need at least 2 different records, since ratios vary from run to run, but there is 1; measure again with ./cnn compare --suite verify");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesARecordThatDoesNotTellItsKindOfMachine() {
        var fixture = new RecordFixture().suite(SpeedCheck.SUITE);
        fixture.run("scratch", Tasks.fashionMnist())
                .timed(Operation.STEP, List.of(1.0, 1.0))
                .add();

        assertThatThrownBy(() -> SpeedBands.update(folder, List.of(fixture.build(), build(25)), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("./cnn compare --suite verify");
    }

    @Test
    void makesBandsFromNoOtherSuite() {
        assertThatThrownBy(() -> SpeedBands.update(folder, List.of(build(25), build(25, "AVX2", "headline")), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "2026-01-02T03:04:05Z is of the suite headline", "./cnn compare --suite verify");
        assertThatThrownBy(() -> SpeedBands.update(folder, List.of(new RecordFixture().build()), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is of no suite");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesBandsFromNoRecordThatIsIncomplete() {
        var whole = build(25);
        var partial = whole.with(whole.runs(), whole.rulers(), whole.microbenchmarks(), whole.conditions(), false);

        assertThatThrownBy(() -> SpeedBands.update(folder, List.of(whole, partial), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("is incomplete", "./cnn compare --suite verify");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesAFileThatIsNotWhole() throws IOException {
        var file = SpeedBands.JSON.source(folder);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"machines\": [");

        assertThatThrownBy(() -> SpeedBands.update(folder, List.of(build(25), build(26)), false))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void readsWhatIsCheckedIn() {
        assertThat(SpeedBands.checkedIn().machines())
                .allSatisfy(entry -> assertThat(entry.bands())
                        .isNotEmpty()
                        .allSatisfy(
                                band -> assertThat(band.least()).isPositive().isLessThanOrEqualTo(band.most())));
    }
}
