package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.jmh.FakeKernelEngine.Behaviour;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.Microbenchmark;
import org.scratchcnn.core.record.Microbenchmark.Pass;
import org.scratchcnn.core.record.Outcome;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.IterationPlan;

/**
 * Two forks of two workloads in foreign engines that compute nothing. The library's own benchmarks all fail, in a JVM
 * that can't start: they would take long.
 */
class MicrobenchmarkRunnerTest {

    private static final List<String> WORKLOADS = List.of("8→8 3×3 @4×4", "8→8 3×3 @8×8");

    @TempDir
    private static Path folder = Path.of("");

    private static final Witness WITNESS = new Witness();
    private static List<Microbenchmark> records = List.of();

    @BeforeAll
    static void run() throws IOException {
        var engines = List.of(Behaviour.CRASH, Behaviour.FINISH, Behaviour.FINISH_ONCE, Behaviour.LEAVE_GARBAGE);
        var selection = new BenchmarkSelection(
                        BenchmarkFamily.CONVOLUTION,
                        WORKLOADS,
                        List.of(Pass.FORWARD.name(), Pass.GRADIENT_BY_INPUT.name()),
                        List.of(ConvolutionVariant.DIRECT.name()),
                        16)
                .withPeers(engines.stream().map(FakeKernelEngine::title).toList());
        var plan = new BenchmarkPlan(List.of(selection), 2, new IterationPlan(0, 1, 3, 1));
        records = new MicrobenchmarkRunner(plan, new EngineOptions(1), MicrobenchmarkRunnerTest::launch, logs())
                .run(WITNESS);
    }

    private static EngineLaunch launch(String engine) {
        return engine.equals("scratch")
                ? new EngineLaunch("scratch", "none", "", List.of("-XX:+NoSuchFlag"), Map.of())
                : FakeKernelEngine.launch(
                        Behaviour.valueOf(engine.toUpperCase(Locale.ROOT)), folder.resolve("memory-of-" + engine));
    }

    private static Path logs() {
        return folder.resolve("logs");
    }

    @Test
    void measuresTheOthersToTheEndWhereEnginesFail() {
        assertThat(records("finish")).hasSize(4).allSatisfy(benchmark -> {
            assertThat(benchmark.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(benchmark.forks())
                    .hasSize(2)
                    .allSatisfy(fork -> assertThat(fork).hasSize(3));
        });
    }

    @Test
    void keepsTheReasonOfEveryPassThatFailed() {
        assertThat(records("crash")).hasSize(4).allSatisfy(benchmark -> {
            assertThatFailureOf(benchmark).contains("crash", "exit code 3", logs().toString());
            assertThat(benchmark.forks()).isEmpty();
            assertThat(benchmark.jvm()).isNull();
        });
        assertThat(records("leave_garbage"))
                .hasSize(4)
                .allSatisfy(benchmark -> assertThatFailureOf(benchmark).contains("left no times that can be read"));
    }

    /** It finishes the first fork of the first workload, and nothing else. */
    @Test
    void marksAsFailedWhatFailedInALaterFork() {
        assertThat(records("finish_once")).hasSize(4).allSatisfy(benchmark -> {
            assertThatFailureOf(benchmark).contains("exit code 3");
            assertThat(benchmark.forks()).hasSize(benchmark.workload().equals(WORKLOADS.getFirst()) ? 1 : 0);
        });
    }

    @Test
    void startsAnEngineThatFailedNotAgainOnTheSameWorkload() throws IOException {
        try (var files = Files.list(logs())) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .filteredOn(name -> name.endsWith("-crash.log"))
                    .containsExactlyInAnyOrder("001-convolution-crash.log", "002-convolution-crash.log");
        }
        assertThat(WITNESS.failures)
                .filteredOn(failure -> failure.startsWith("crash"))
                .containsExactly(
                        "crash: forward, crash: gradient by input", "crash: forward, crash: gradient by input");
    }

    @Test
    void goesOnWhereTheLibrarysOwnBenchmarksFail() {
        assertThat(records("DIRECT")).hasSize(4).allSatisfy(benchmark -> {
            assertThatFailureOf(benchmark).contains("JMH", logs().toString());
            assertThat(benchmark.forks()).isEmpty();
        });
        assertThat(WITNESS.soFar).hasSize(4);
    }

    @Test
    void saysWhichJvmAndWhichEngineTimedABenchmark() {
        assertThat(records("finish")).allSatisfy(benchmark -> {
            assertThat(benchmark.jvm()).isNotNull().satisfies(jvm -> {
                assertThat(jvm.version()).isEqualTo(Runtime.version().toString());
                assertThat(jvm.flags()).contains("-Xmx64m");
            });
            assertThat(benchmark.facts())
                    .isNotNull()
                    .satisfies(facts -> assertThat(facts.facts()).containsEntry("threads", "1"));
            assertThat(benchmark.protocol())
                    .isEqualTo(
                            "finish, average time, 2 forks, 0 × 1 ms warm-up, 3 × 1 ms measured, 1 thread; -Xmx64m -XX:TieredStopAtLevel=1");
        });
    }

    private static List<Microbenchmark> records(String algorithm) {
        return records.stream()
                .filter(benchmark -> benchmark.algorithm().equals(algorithm))
                .toList();
    }

    private static AbstractStringAssert<?> assertThatFailureOf(Microbenchmark benchmark) {
        return assertThat(benchmark.outcome())
                .asInstanceOf(type(Outcome.Failed.class))
                .extracting(Outcome.Failed::message, STRING);
    }

    private static final class Witness implements MicrobenchmarkListener {

        private final List<String> failures = new ArrayList<>();
        private final List<List<Microbenchmark>> soFar = new ArrayList<>();

        @Override
        public void started(Progress progress) {}

        @Override
        public void failed(List<String> benchmarks, String why) {
            failures.add(String.join(", ", benchmarks));
        }

        @Override
        public void finished(Progress progress, List<Microbenchmark> measured) {
            soFar.add(measured);
        }
    }
}
