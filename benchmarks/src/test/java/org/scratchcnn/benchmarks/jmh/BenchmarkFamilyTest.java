package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/** One benchmark of each family runs in JMH, for a moment: by their names of parameters, which only JMH resolves. */
class BenchmarkFamilyTest {

    private static final IterationPlan SHORTEST = new IterationPlan(0, 1, 1, 1);

    @TempDir
    private static Path folder = Path.of("");

    private static List<Microbenchmark> records = List.of();

    @BeforeAll
    static void runOneOfEach() throws IOException {
        var plan = new BenchmarkPlan(
                Arrays.stream(BenchmarkFamily.values())
                        .map(BenchmarkFamilyTest::first)
                        .toList(),
                1,
                SHORTEST);
        records = runner(plan).run(new Silent());
    }

    private static MicrobenchmarkRunner runner(BenchmarkPlan plan) {
        return new MicrobenchmarkRunner(
                plan, new EngineOptions(1), BenchmarkFamilyTest::launch, folder, Duration.ofMinutes(2));
    }

    private static EngineLaunch launch(String engine) {
        // Each line runs a few times only: the optimizing compiler costs more than it brings.
        var flags = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        return new EngineLaunch(engine, "none", "", flags, Map.of());
    }

    /** The first benchmark that a set has of the family. */
    private static BenchmarkSelection first(BenchmarkFamily family) {
        var first = Timed.of(family).findFirst().orElseThrow();
        return new BenchmarkSelection(
                family, List.of(first.workload()), List.of(first.pass()), List.of(first.algorithm()), 1);
    }

    @ParameterizedTest
    @EnumSource
    void isTimedByJmh(BenchmarkFamily family) {
        assertThat(records)
                .filteredOn(benchmark -> benchmark.operation().equals(family.operation()))
                .singleElement()
                .satisfies(benchmark -> {
                    assertThat(benchmark.outcome()).isEqualTo(new Outcome.Completed());
                    assertThat(benchmark.forks())
                            .hasSize(1)
                            .allSatisfy(fork -> assertThat(fork)
                                    .hasSize(1)
                                    .allSatisfy(milliseconds -> assertThat(milliseconds)
                                            .isPositive()
                                            .isFinite()));
                    assertThat(benchmark.allocatedBytes())
                            .hasSize(1)
                            .allSatisfy(fork -> assertThat(fork)
                                    .hasSize(1)
                                    .allSatisfy(bytes ->
                                            assertThat(bytes).isNotNegative().isFinite()));
                });
    }

    private static final class Silent implements MicrobenchmarkListener {

        @Override
        public void started(Progress progress) {}

        @Override
        public void failed(List<String> benchmarks, String why) {}

        @Override
        public OptionalInt attempted(Progress progress, boolean failed) {
            return OptionalInt.of(0);
        }

        @Override
        public void finished(List<Microbenchmark> soFar) {}
    }
}
