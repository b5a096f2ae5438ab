package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.Microbenchmark;
import org.scratchcnn.core.record.Microbenchmark.Pass;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.EngineLaunch;

/**
 * Runs a set of microbenchmarks, each fork in a process of its own, and turns what was timed into records: the library
 * by JMH, foreign engines by their own workers. Forks are round by round and convolution by convolution, so that what is
 * compared runs one soon after the other.
 */
public final class MicrobenchmarkRunner {

    /** The engine whose JVM flags the library's benchmarks get. */
    private static final String LIBRARY = "scratch";

    private final MicrobenchmarkSet set;
    private final int threads;
    private final Function<String, EngineLaunch> launches;
    private final Path logFolder;

    /** Told of what was measured. */
    public interface AfterEach {
        void measured(List<Microbenchmark> soFar) throws IOException;
    }

    /** Whose samples a fork gives. */
    private record Key(String layer, Pass pass, String algorithm) {}

    /** How an algorithm was timed, and its samples so far, a list a fork. */
    private record Timed(String protocol, List<List<Double>> forks) {}

    private final LinkedHashMap<Key, Timed> timed = new LinkedHashMap<>();

    /**
     * A runner of this set.
     *
     * @param options threads, where the set's benchmarks get more than one
     * @param launches how the engine of a name is started, or an {@link IllegalStateException} if it is not built
     * @param logFolder gets what JMH and the engines print
     */
    public MicrobenchmarkRunner(
            MicrobenchmarkSet set, EngineOptions options, Function<String, EngineLaunch> launches, Path logFolder) {
        this.set = set;
        this.threads = set.parallel() ? options.threads() : 1;
        this.launches = launches;
        this.logFolder = logFolder;
    }

    /**
     * Runs all benchmarks of the set; foreign engines that are not built are left out.
     *
     * @param afterEach told after each fork of each convolution, while nothing else runs, what was measured so far
     * @throws IllegalStateException if a benchmark fails; the log that the message names says why
     * @throws IOException if a log can't be written or a result can't be read
     */
    public List<Microbenchmark> run(AfterEach afterEach) throws IOException {
        Files.createDirectories(logFolder);
        var peers = set.peers().stream().flatMap(this::ifBuilt).toList();
        for (int fork = 0; fork < set.forks(); fork++) {
            for (int layer = 0; layer < set.layers().size(); layer++) {
                var log = "convolution-%d-%d".formatted(layer + 1, fork + 1);
                timeLibrary(set.layers().get(layer), logFolder.resolve(log + "-jmh.log"));
                for (var peer : peers) {
                    timePeer(set.layers().get(layer), peer, log);
                }
                afterEach.measured(soFar());
            }
        }
        return soFar();
    }

    private List<Microbenchmark> soFar() {
        return timed.entrySet().stream()
                .map(entry -> record(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Stream<EngineLaunch> ifBuilt(String engine) {
        try {
            return Stream.of(launches.apply(engine));
        } catch (IllegalStateException _) {
            return Stream.empty();
        }
    }

    private void timeLibrary(String layer, Path log) {
        var plan = set.iterations();
        var options = new OptionsBuilder()
                .include(ConvolutionBenchmark.class.getName())
                .param("layer", layer)
                .param("algorithm", set.algorithms().stream().map(Enum::name).toArray(String[]::new))
                .param("images", Integer.toString(set.images()))
                .param("teamThreads", Integer.toString(threads))
                .forks(1)
                .warmupIterations(plan.warmups())
                .warmupTime(TimeValue.milliseconds(plan.warmupMilliseconds()))
                .measurementIterations(plan.measured())
                .measurementTime(TimeValue.milliseconds(plan.measuredMilliseconds()))
                .threads(1)
                .shouldFailOnError(true)
                .jvmArgsAppend(Stream.concat(
                                Stream.of("--add-modules", "jdk.incubator.vector"),
                                launches.apply(LIBRARY).jvmFlags().stream())
                        .toArray(String[]::new))
                .output(log.toString())
                .build();
        try {
            for (var result : new Runner(options).run()) {
                var params = result.getParams();
                add(
                        new Key(layer, Pass.valueOf(params.getParam("pass")), params.getParam("algorithm")),
                        "JMH",
                        milliseconds(result));
            }
        } catch (RunnerException e) {
            throw new IllegalStateException("A microbenchmark failed; JMH's output in %s says why".formatted(log), e);
        }
    }

    private static List<Double> milliseconds(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .map(IterationResult::getPrimaryResult)
                .map(primary -> primary.getScore())
                .toList();
    }

    private void timePeer(String layer, EngineLaunch peer, String log) throws IOException {
        var request = new ConvolutionRequest(
                ConvolutionWorkload.convolution(layer), set.images(), new EngineOptions(threads), set.iterations());
        var times = new ConvolutionProcess(peer, logFolder.resolve(log + "-" + peer.engine() + ".log")).run(request);
        times.milliseconds()
                .forEach((pass, samples) -> add(
                        new Key(layer, pass, peer.engine()),
                        "%s %s".formatted(peer.engine(), times.facts().facts()),
                        samples));
    }

    private void add(Key key, String timer, List<Double> milliseconds) {
        timed.computeIfAbsent(key, _ -> new Timed(protocol(timer), new ArrayList<>()))
                .forks()
                .add(milliseconds);
    }

    private Microbenchmark record(Key key, Timed measured) {
        var shape = ConvolutionWorkload.convolution(key.layer());
        // A large convolution's name is its shape.
        var name = key.layer().equals(shape.toString()) ? key.layer() : key.layer() + " " + shape;
        return new Microbenchmark(
                "conv2d",
                name,
                key.pass().title(),
                key.algorithm(),
                set.images(),
                threads,
                shape.nominalFlops(set.images()),
                measured.forks(),
                measured.protocol());
    }

    private String protocol(String timer) {
        var plan = set.iterations();
        return String.format(
                Locale.ROOT,
                "%s, average time, %d forks, %d × %d ms warm-up, %d × %d ms measured, %d thread%s",
                timer,
                set.forks(),
                plan.warmups(),
                plan.warmupMilliseconds(),
                plan.measured(),
                plan.measuredMilliseconds(),
                threads,
                threads == 1 ? "" : "s");
    }
}
