package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.jmh.FakeKernelEngine.Behaviour;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Microbenchmark.Pass;
import org.scratchcnn.worker.record.Outcome;

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
        var peers = Stream.concat(engines.stream().map(FakeKernelEngine::title), Stream.of("not-built"))
                .toList();
        var selection = new BenchmarkSelection(
                        BenchmarkFamily.CONVOLUTION,
                        WORKLOADS,
                        List.of(Pass.FORWARD.name(), Pass.GRADIENT_BY_INPUT.name()),
                        List.of(ConvolutionVariant.DIRECT.name()),
                        16)
                .withPeers(peers);
        var plan = new BenchmarkPlan(List.of(selection), 2, new IterationPlan(0, 1, 3, 1));
        records = runner(plan, MicrobenchmarkRunnerTest::launch, Duration.ofMinutes(2))
                .run(WITNESS);
    }

    private static MicrobenchmarkRunner runner(
            BenchmarkPlan plan, Function<String, EngineLaunch> launches, Duration patience) {
        return new MicrobenchmarkRunner(plan, new EngineOptions(1), launches, logs(), patience);
    }

    private static EngineLaunch launch(String engine) {
        return switch (engine) {
            case "scratch" -> library("-XX:+NoSuchFlag");
            case "not-built" -> throw new IllegalStateException("Build it first");
            default ->
                FakeKernelEngine.launch(
                        Behaviour.valueOf(engine.toUpperCase(Locale.ROOT)), folder.resolve("memory-of-" + engine));
        };
    }

    private static EngineLaunch library(String... jvmFlags) {
        return new EngineLaunch("scratch", "none", "", List.of(jvmFlags), Map.of());
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
    void saysOfAnEngineThatIsNotBuiltHowItIsBuilt() {
        assertThat(records("not-built")).hasSize(4).allSatisfy(benchmark -> {
            assertThat(benchmark.outcome()).isEqualTo(new Outcome.Unsupported("Build it first"));
            assertThat(benchmark.forks()).isEmpty();
        });
    }

    @Test
    void endsABenchmarkOfTheLibraryThatHangsAndTimesItNotAgain() throws IOException {
        var selection = new BenchmarkSelection(
                BenchmarkFamily.CONVOLUTION,
                WORKLOADS.subList(0, 1),
                List.of(Pass.FORWARD.name()),
                List.of(ConvolutionVariant.DIRECT.name()),
                16);
        var plan = new BenchmarkPlan(List.of(selection), 2, new IterationPlan(0, 1, 3, 1));
        var witness = new Witness();
        // Its JVM waits for a debugger.
        var hanging = library("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0");

        var hung = runner(plan, _ -> hanging, Duration.ofSeconds(2)).run(witness);

        assertThat(hung)
                .singleElement()
                .satisfies(benchmark ->
                        assertThatFailureOf(benchmark).contains("took more than 2 s and was ended", logs().toString()));
        assertThat(witness.failures).containsExactly("DIRECT: forward");
        assertThat(witness.soFar).hasSize(2);
    }

    @Test
    void takesAForkAgainWhereAskedToAndKeepsTheAttemptThatCounts() throws IOException {
        var selection = new BenchmarkSelection(
                        BenchmarkFamily.CONVOLUTION,
                        WORKLOADS.subList(0, 1),
                        List.of(Pass.FORWARD.name(), Pass.GRADIENT_BY_INPUT.name()),
                        List.of(),
                        16)
                .withPeers(List.of("finish"));
        var plan = new BenchmarkPlan(List.of(selection), 1, new IterationPlan(0, 1, 3, 1));
        var witness = new Witness();
        witness.kept.addAll(List.of(OptionalInt.empty(), OptionalInt.of(0)));

        var taken = runner(plan, MicrobenchmarkRunnerTest::launch, Duration.ofMinutes(2))
                .run(witness);

        assertThat(witness.kept).isEmpty();
        assertThat(witness.started).isEqualTo(2);
        assertThat(witness.soFar).hasSize(1);
        assertThat(taken)
                .hasSize(2)
                .allSatisfy(benchmark -> assertThat(benchmark.forks())
                        .singleElement()
                        .satisfies(fork -> assertThat(fork).hasSize(3)));
        assertThat(logs().resolve("001-convolution-again-1-finish.log")).exists();
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

        /** What it answers, attempt by attempt; then the first attempt counts. */
        private final Deque<OptionalInt> kept = new ArrayDeque<>();

        private int started;

        @Override
        public void started(Progress progress) {
            started++;
        }

        @Override
        public void failed(List<String> benchmarks, String why) {
            failures.add(String.join(", ", benchmarks));
        }

        @Override
        public OptionalInt attempted(Progress progress, boolean failed) {
            return kept.isEmpty() ? OptionalInt.of(0) : kept.removeFirst();
        }

        @Override
        public void finished(List<Microbenchmark> measured) {
            soFar.add(measured);
        }
    }
}
