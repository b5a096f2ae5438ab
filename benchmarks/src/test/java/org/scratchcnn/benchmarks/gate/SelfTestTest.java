package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.gate.SelfTestRecord.Comparison;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.json.RecordJson;

class SelfTestTest {

    @TempDir
    private Path folder;

    private final List<ForkRequest> requests = new ArrayList<>();
    private int requestsUntilInterrupted = Integer.MAX_VALUE;
    private long nanos;

    /** Forks that take a second each and slow down exactly as planted. */
    private Fork fork(ForkRequest request) throws InterruptedException {
        if (requests.size() == requestsUntilInterrupted) {
            throw new InterruptedException();
        }
        requests.add(request);
        nanos += Duration.ofSeconds(1).toNanos();
        return new SteadyFork(
                new ForkMessage.Ready(1, 1, 16, List.of()), new ForkMessage.Block(1 + request.slowdown(), 0));
    }

    private SelfTestRecord run(Duration time, Double... slowdowns) throws IOException, InterruptedException {
        var gate = new Gate(GateRules.standard(), 1, () -> 1, () -> nanos, _ -> {});
        var file = folder.resolve("record.json");
        return new SelfTest("./cnn gate self-test", folder, List.of(slowdowns), time, file, gate, this::fork).run();
    }

    @Test
    void plantsEverySlowdownInTheHeadAlone() throws Exception {
        var result = run(Duration.ofSeconds(70), 0.0, 0.2);

        assertThat(result.comparisons()).extracting(Comparison::slowdown).containsExactly(0.0, 0.2);
        assertThat(result.comparisons()).extracting(Comparison::verdict).containsExactly(Verdict.PASS, Verdict.FAIL);
        assertThat(requests).filteredOn(request -> request.slowdown() > 0).hasSize(20);
    }

    @Test
    void beginsNoComparisonThatMightTakeLongerThanThereIsTime() throws Exception {
        // Each takes 20 s.
        assertThat(run(Duration.ofSeconds(90), 0.0).comparisons()).hasSize(4);
    }

    @Test
    void goesRoundAllBenchmarks() throws Exception {
        var result = run(Duration.ofSeconds(185), 0.0);

        assertThat(result.comparisons())
                .extracting(Comparison::benchmark)
                .containsExactlyElementsOf(Stream.concat(
                                GateSet.GATE.benchmarks().stream(),
                                GateSet.GATE.benchmarks().stream().limit(1))
                        .map(Benchmark::name)
                        .toList());
    }

    @Test
    void everySlowdownMeetsEveryBenchmark() throws Exception {
        // 32 comparisons of 20 s or, where the slowdown is found and confirmed, 40 s.
        var result = run(Duration.ofMinutes(17), 0.0, 0.05, 0.1, 0.2);

        assertThat(result.comparisons().subList(0, 32))
                .extracting(comparison -> List.of(comparison.slowdown(), comparison.benchmark()))
                .doesNotHaveDuplicates();
    }

    @Test
    void storesItsRecord() throws Exception {
        var result = run(Duration.ofSeconds(70), 0.0, 0.2);

        assertThat(RecordJson.read(Files.readString(folder.resolve("record.json")), SelfTestRecord.class))
                .isEqualTo(result);
    }

    @Test
    void storesWhatIsThereWhenItIsInterrupted() throws Exception {
        requestsUntilInterrupted = 30;

        assertThatThrownBy(() -> run(Duration.ofSeconds(70), 0.0)).isInstanceOf(InterruptedException.class);

        var stored = RecordJson.read(Files.readString(folder.resolve("record.json")), SelfTestRecord.class);
        assertThat(stored.comparisons()).hasSize(1);
    }

    @Test
    void endsInTimeHoweverLongTheLastComparisonWouldTake() throws Exception {
        // The first takes 20 s, the second would take 40 s.
        var result = run(Duration.ofSeconds(45), 0.0, 0.2);

        assertThat(Duration.ofNanos(nanos)).isLessThanOrEqualTo(Duration.ofSeconds(45));
        assertThat(result.comparisons()).hasSize(2);
        assertThat(result.comparisons().getLast().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void countsWithExactIntervals() throws Exception {
        assertThat(run(Duration.ofSeconds(70), 0.0, 0.2).table().rows())
                .extracting(row -> row.subList(0, 6))
                .containsExactly(
                        List.of("0 %", "1", "0", "0", "1", "0 % [0 %, 98 %]"),
                        List.of("20 %", "1", "1", "0", "0", "100 % [3 %, 100 %]"));
    }
}
