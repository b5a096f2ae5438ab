package org.scratchcnn.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.suite.Expectations.Kind;
import org.scratchcnn.benchmarks.suite.Expectations.Measurement;
import org.scratchcnn.benchmarks.suite.Expectations.Range;
import org.scratchcnn.benchmarks.suite.Expectations.Throughput;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ExpectationsTest {

    private static final Kind KIND = new Kind("AVX2", "256", 2);

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsCheckedIn() {
        assertThat(Expectations.checkedIn().measurements()).isNotEmpty().allSatisfy(machine -> {
            assertThat(machine.ratios())
                    .allSatisfy(range -> assertThat(range.least()).isPositive().isLessThanOrEqualTo(range.most()));
            assertThat(machine.throughputs()).allSatisfy(known -> {
                assertThat(known.perSecond()).isPositive();
                assertThat(Headline.ROWS)
                        .anyMatch(
                                row -> row.task().name().equals(known.task()) && row.operation() == known.operation());
            });
        });
    }

    @Test
    void expectsOfAKindOfMachineWhatAllItsMachinesCameTo() {
        var row = Headline.ROWS.getFirst();
        var expectations = new Expectations(List.of(
                machine("one", new Range("spiral", "dl4j", 10, 20), throughput(2_000)),
                machine("other", new Range("spiral", "dl4j", 15, 30), throughput(1_000))));

        assertThat(expectations.ratios(KIND)).containsExactly(new Range("spiral", "dl4j", 10, 30));
        assertThat(expectations.perSecond(KIND, row, Peer.DL4J)).hasValue(1_000);
        assertThat(expectations.perSecond(KIND, row, Peer.PYTORCH)).isEmpty();
        assertThat(expectations.ratios(new Kind("AVX2", "256", 4))).isEmpty();
    }

    @Test
    void rangesReachFromTheLeastToTheMostThatWasMeasured() {
        var machine = Expectations.measured(List.of(verified(25, "AVX2"), verified(22, "AVX2")))
                .getFirst();

        assertThat(machine.kind()).isEqualTo(KIND);
        assertThat(machine.ratios())
                .containsExactly(
                        new Range("fashion-mnist", "scratch-naive", 22, 25),
                        new Range("fashion-mnist", "dl4j", 10, 10));
        assertThat(machine.throughputs()).isEmpty();
        assertThat(machine.from()).endsWith(" at 0123456789ab");
    }

    @Test
    void takesThePeersThroughputFromHeadlinesWithEnoughStarts() {
        assertThat(Expectations.measured(List.of(headline(3))).getFirst().throughputs())
                .containsExactly(new Throughput("fashion-mnist", 32, Operation.STEP, Peer.DL4J, 3_200));
        assertThatThrownBy(() -> Expectations.measured(List.of(headline(2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesOnlyWhatTheRecordsHaveOfTheSameMachine() throws IOException {
        Expectations.update(folder, List.of(headline(3)));
        Expectations.update(folder, List.of(verified(40, "AVX-512"), verified(41, "AVX-512")));
        Expectations.update(folder, List.of(verified(25, "AVX2"), verified(26, "AVX2")));
        var file = Expectations.update(folder, List.of(verified(27, "AVX2"), verified(28, "AVX2")));

        var machines = Expectations.JSON.read(file, new Expectations(List.of())).measurements();
        assertThat(machines)
                .extracting(machine -> machine.kind().instructions())
                .containsExactly("AVX2", "AVX-512", "AVX2");
        assertThat(machines.getLast().ratios().getFirst().least()).isEqualTo(27);
        assertThat(machines.getFirst().throughputs()).hasSize(1);
    }

    @Test
    void refusesRecordsThatNothingFollowsFrom() {
        var whole = verified(25, "AVX2");
        var partial = whole.with(whole.runs(), whole.rulers(), whole.microbenchmarks(), whole.conditions(), false);
        var unknown = new RecordFixture()
                .suite("verify")
                .run("scratch", Tasks.fashionMnist())
                .timed(Operation.STEP, List.of(1.0, 1.0))
                .add()
                .build();
        for (var records : List.of(
                List.of(whole),
                List.of(whole, whole),
                List.of(whole, partial),
                List.of(whole, unknown),
                List.of(whole, verified(25, "AVX-512")),
                List.of(new RecordFixture().build()),
                List.of(whole, new RecordFixture().suite("layers").build()))) {
            assertThatThrownBy(() -> Expectations.update(folder, records)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesAFileThatIsNotWhole() throws IOException {
        var file = Expectations.JSON.source(folder);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"measurements\": [");

        assertThatThrownBy(() -> Expectations.update(folder, List.of(verified(25, "AVX2"), verified(26, "AVX2"))))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContaining(file.toString());
    }

    private static Measurement machine(String cpu, Range ratio, Throughput throughput) {
        return new Measurement(KIND, cpu, "a command", List.of(ratio), List.of(throughput));
    }

    private static Throughput throughput(double perSecond) {
        return new Throughput("fashion-mnist", 32, Operation.STEP, Peer.DL4J, perSecond);
    }

    private static ComparisonRecord verified(double naive, String instructions) {
        var fixture = new RecordFixture().suite("verify");
        VerifyTest.run(fixture, "scratch", 1, instructions);
        VerifyTest.run(fixture, "scratch-naive", naive, instructions);
        VerifyTest.run(fixture, "dl4j", 10, instructions);
        return fixture.build();
    }

    private static ComparisonRecord headline(int starts) {
        var fixture = new RecordFixture().suite("headline");
        for (int start = 0; start < starts; start++) {
            VerifyTest.run(fixture, "scratch", 1, "AVX2");
            VerifyTest.run(fixture, "dl4j", 10, "AVX2");
        }
        return fixture.build();
    }
}
