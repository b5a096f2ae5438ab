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
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.Microbenchmark;
import org.scratchcnn.worker.EngineLaunch;

/**
 * Runs a set of microbenchmarks, each fork in a process of its own, and turns what was timed into records: the library
 * by JMH, foreign engines by their own workers. Forks are round by round and workload by workload, so that what is
 * compared runs one soon after the other.
 */
public final class MicrobenchmarkRunner {

    /** The engine whose JVM flags the library's benchmarks get. */
    private static final String LIBRARY = "scratch";

    /** What JMH's garbage collection profiler calls the bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final double MILLISECONDS = 1e3;

    private final MicrobenchmarkSet set;
    private final int threads;
    private final Function<String, EngineLaunch> launches;
    private final Path logFolder;

    /** Whose samples a fork gives. */
    private record Key(
            BenchmarkFamily family, String workload, String pass, String algorithm, int images, int threads) {}

    /** How an algorithm was timed, and its samples so far, a list a fork. */
    private record Timed(
            String protocol, long flops, List<List<Double>> milliseconds, List<List<Double>> allocatedBytes) {}

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
        this.threads = options.threads();
        this.launches = launches;
        this.logFolder = logFolder;
    }

    /**
     * Runs all benchmarks of the set; foreign engines that are not built are left out.
     *
     * @throws IllegalStateException if a benchmark fails; the log that the message names says why
     * @throws IOException if the logs' folder or a temporary file can't be made
     */
    public List<Microbenchmark> run(MicrobenchmarkListener listener) throws IOException {
        Files.createDirectories(logFolder);
        var peers = new LinkedHashMap<String, EngineLaunch>();
        set.peers().forEach(peer -> ifBuilt(peer).forEach(launch -> peers.put(peer, launch)));
        int total = set.forks()
                * set.selections().stream()
                        .mapToInt(selection -> selection.workloads().size())
                        .sum();
        long millisecondsLeft = set.estimatedSeconds() * 1_000;
        int number = 0;
        for (int fork = 1; fork <= set.forks(); fork++) {
            for (var selection : set.selections()) {
                for (var workload : selection.workloads()) {
                    number++;
                    var progress = new MicrobenchmarkListener.Progress(
                            selection.family().operation() + " "
                                    + selection.family().title(workload),
                            selection.benchmarksOfWorkload(),
                            threads(selection),
                            fork,
                            set.forks(),
                            number,
                            total,
                            millisecondsLeft / 1_000);
                    listener.started(progress);
                    var log = "%03d-%s"
                            .formatted(number, selection.family().name().toLowerCase(Locale.ROOT));
                    timeLibrary(selection, workload, logFolder.resolve(log + "-jmh.log"));
                    for (var peer : selection.peers()) {
                        if (peers.containsKey(peer)) {
                            timePeer(selection, workload, peers.get(peer), log);
                        }
                    }
                    millisecondsLeft -= selection.millisecondsOfWorkload(set.iterations());
                    listener.finished(progress, records());
                }
            }
        }
        return records();
    }

    private Stream<EngineLaunch> ifBuilt(String engine) {
        try {
            return Stream.of(launches.apply(engine));
        } catch (IllegalStateException _) {
            return Stream.empty();
        }
    }

    private int threads(BenchmarkSelection selection) {
        return selection.parallel() ? threads : 1;
    }

    private void timeLibrary(BenchmarkSelection selection, String workload, Path log) {
        var plan = set.iterations();
        var flags = launches.apply(LIBRARY).jvmFlags();
        var options = new OptionsBuilder()
                .include("^" + selection.family().benchmark().getName().replace(".", "\\.") + "\\.")
                .param("workload", workload)
                .param("pass", selection.passes().toArray(String[]::new))
                .param("algorithm", selection.algorithms().toArray(String[]::new))
                .param("images", Integer.toString(selection.images()))
                .param("teamThreads", Integer.toString(threads(selection)))
                .forks(1)
                .warmupIterations(plan.warmups())
                .warmupTime(TimeValue.milliseconds(plan.warmupMilliseconds()))
                .measurementIterations(plan.measured())
                .measurementTime(TimeValue.milliseconds(plan.measuredMilliseconds()))
                .threads(1)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgsAppend(Stream.concat(Stream.of("--add-modules", "jdk.incubator.vector"), flags.stream())
                        .toArray(String[]::new))
                .output(log.toString())
                .build();
        try {
            for (var result : new Runner(options).run()) {
                var params = result.getParams();
                add(
                        selection,
                        new Key(
                                selection.family(),
                                workload,
                                params.getParam("pass"),
                                params.getParam("algorithm"),
                                selection.images(),
                                threads(selection)),
                        "JMH %s, operations a second turned into ms each".formatted(Version.getPlainVersion()),
                        "; " + String.join(" ", flags),
                        iterations(result)
                                .map(iteration -> MILLISECONDS
                                        / iteration.getPrimaryResult().getScore())
                                .toList(),
                        iterations(result)
                                .flatMap(iteration -> Stream.ofNullable(
                                        iteration.getSecondaryResults().get(ALLOCATED)))
                                .map(allocated -> allocated.getScore())
                                .toList());
            }
        } catch (RunnerException e) {
            throw new IllegalStateException("A microbenchmark failed; JMH's output in %s says why".formatted(log), e);
        }
    }

    private static Stream<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream());
    }

    private void timePeer(BenchmarkSelection selection, String workload, EngineLaunch peer, String log)
            throws IOException {
        int peerThreads = threads(selection);
        var request = selection
                .family()
                .peerRequest(workload, selection.images(), new EngineOptions(peerThreads), set.iterations());
        var times = new KernelProcess(peer, logFolder.resolve(log + "-" + peer.engine() + ".log")).run(request);
        for (var pass : selection.passes()) {
            add(
                    selection,
                    new Key(selection.family(), workload, pass, peer.engine(), selection.images(), peerThreads),
                    "%s %s, average time".formatted(peer.engine(), times.facts().facts()),
                    "; " + String.join(" ", peer.jvmFlags()),
                    times.ofPass(BenchmarkFamily.passTitle(pass)),
                    null);
        }
    }

    private void add(
            BenchmarkSelection selection,
            Key key,
            String timer,
            String flags,
            List<Double> milliseconds,
            @Nullable List<Double> allocatedBytes) {
        var measured = timed.computeIfAbsent(
                key,
                _ -> new Timed(
                        protocol(timer, key.threads()) + flags,
                        selection.family().nominalFlops(key.workload(), key.pass(), key.images()),
                        new ArrayList<>(),
                        new ArrayList<>()));
        measured.milliseconds().add(milliseconds);
        if (allocatedBytes != null) {
            measured.allocatedBytes().add(allocatedBytes);
        }
    }

    private List<Microbenchmark> records() {
        return timed.entrySet().stream()
                .map(entry -> record(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Microbenchmark record(Key key, Timed measured) {
        return new Microbenchmark(
                key.family().operation(),
                key.family().title(key.workload()),
                BenchmarkFamily.passTitle(key.pass()),
                key.algorithm(),
                key.images(),
                key.threads(),
                measured.flops(),
                measured.milliseconds(),
                measured.protocol(),
                measured.allocatedBytes().stream().allMatch(List::isEmpty) ? null : measured.allocatedBytes());
    }

    private String protocol(String timer, int operationThreads) {
        var plan = set.iterations();
        return String.format(
                Locale.ROOT,
                "%s, %d fork%s, %d × %d ms warm-up, %d × %d ms measured, %d thread%s",
                timer,
                set.forks(),
                set.forks() == 1 ? "" : "s",
                plan.warmups(),
                plan.warmupMilliseconds(),
                plan.measured(),
                plan.measuredMilliseconds(),
                operationThreads,
                operationThreads == 1 ? "" : "s");
    }
}
