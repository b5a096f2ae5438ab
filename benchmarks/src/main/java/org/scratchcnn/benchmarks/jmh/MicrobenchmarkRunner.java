package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.util.Version;
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.Microbenchmark;
import org.scratchcnn.scratch.train.ScratchEngines;
import org.scratchcnn.worker.EngineLaunch;

/**
 * Runs a set of microbenchmarks, each fork in a process of its own, and turns what was timed into records: the library
 * by JMH, foreign engines by their own workers. Forks are round by round and workload by workload, so that what is
 * compared runs one soon after the other. What fails is noted down, and not timed again on the same workload; all else
 * goes on.
 */
public final class MicrobenchmarkRunner {

    /** The engine whose JVM flags the library's benchmarks get. */
    private static final String LIBRARY = "scratch";

    private static final EngineFacts LIBRARY_FACTS =
            new EngineFacts(LIBRARY, new TreeMap<>(ScratchEngines.vectorFacts()));

    /** Longer than the longest fork of a peer: all passes of one workload. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BenchmarkPlan plan;
    private final int threads;
    private final Function<String, EngineLaunch> launches;
    private final Path logFolder;
    private final LinkedHashMap<BenchmarkSeries.Key, BenchmarkSeries> series = new LinkedHashMap<>();

    /**
     * A runner of this set.
     *
     * @param options threads, where the set's benchmarks get more than one
     * @param launches how the engine of a name is started, or an {@link IllegalStateException} if it is not built
     * @param logFolder gets what JMH and the engines print
     */
    public MicrobenchmarkRunner(
            MicrobenchmarkSet set, EngineOptions options, Function<String, EngineLaunch> launches, Path logFolder) {
        this(set.plan(), options, launches, logFolder);
    }

    MicrobenchmarkRunner(
            BenchmarkPlan plan, EngineOptions options, Function<String, EngineLaunch> launches, Path logFolder) {
        this.plan = plan;
        this.threads = options.threads();
        this.launches = launches;
        this.logFolder = logFolder;
    }

    /**
     * Runs all benchmarks of the set; foreign engines that are not built are left out.
     *
     * @return one for each benchmark, also for those that failed
     * @throws IOException if the logs' folder or a temporary file can't be made
     */
    public List<Microbenchmark> run(MicrobenchmarkListener listener) throws IOException {
        Files.createDirectories(logFolder);
        var peers = new LinkedHashMap<String, EngineLaunch>();
        plan.peers().forEach(peer -> ifBuilt(peer).forEach(launch -> peers.put(peer, launch)));
        int total = plan.forks()
                * plan.selections().stream()
                        .mapToInt(selection -> selection.workloads().size())
                        .sum();
        long millisecondsLeft = plan.estimatedMilliseconds();
        int number = 0;
        for (int fork = 1; fork <= plan.forks(); fork++) {
            for (var selection : plan.selections()) {
                for (var workload : selection.workloads()) {
                    number++;
                    var progress = new MicrobenchmarkListener.Progress(
                            selection.family().operation() + " "
                                    + selection.family().title(workload),
                            selection.benchmarksOfWorkload(),
                            threads(selection),
                            fork,
                            plan.forks(),
                            number,
                            total,
                            millisecondsLeft / 1_000);
                    listener.started(progress);
                    var log = "%03d-%s"
                            .formatted(number, selection.family().name().toLowerCase(Locale.ROOT));
                    var turn = new Turn(selection, workload, fork, log, listener);
                    timeLibrary(turn);
                    for (var peer : selection.peers()) {
                        if (peers.containsKey(peer)) {
                            timePeer(turn, peers.get(peer));
                        }
                    }
                    millisecondsLeft -= selection.millisecondsOfWorkload(plan.iterations());
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

    /**
     * One fork of one workload.
     *
     * @param fork the first is 1
     * @param log how the names of its logs begin
     */
    private record Turn(
            BenchmarkSelection selection, String workload, int fork, String log, MicrobenchmarkListener listener) {}

    private void timeLibrary(Turn turn) {
        var flags = launches.apply(LIBRARY).jvmFlags();
        var timer = "JMH %s, operations a second turned into ms each".formatted(Version.getPlainVersion());
        var benchmarks = turn.selection().passes().stream()
                .flatMap(pass -> turn.selection().algorithms().stream().map(algorithm -> key(turn, pass, algorithm)))
                .map(key -> series(key, timer, flags))
                .toList();
        if (benchmarks.stream().allMatch(BenchmarkSeries::failed)) {
            return;
        }
        var log = logFolder.resolve(turn.log() + "-jmh.log");
        var failure = "JMH could not run it to the end";
        try {
            for (var times : new JmhFork(plan.iterations(), flags, log)
                    .run(turn.selection(), turn.workload(), threads(turn.selection()))) {
                series(key(turn, times.pass(), times.algorithm()), timer, flags).add(times.samples(), LIBRARY_FACTS);
            }
        } catch (RunnerException e) {
            failure = "JMH could not run at all (%s)".formatted(e.getMessage());
        }
        failMissing(turn, benchmarks, "%s; its output in %s says more".formatted(failure, log));
    }

    private void timePeer(Turn turn, EngineLaunch peer) throws IOException {
        var benchmarks = new LinkedHashMap<String, BenchmarkSeries>();
        for (var pass : turn.selection().passes()) {
            benchmarks.put(
                    BenchmarkFamily.passTitle(pass),
                    series(key(turn, pass, peer.engine()), peer.engine() + ", average time", peer.jvmFlags()));
        }
        if (benchmarks.values().stream().anyMatch(BenchmarkSeries::failed)) {
            return;
        }
        var request = turn.selection()
                .family()
                .peerRequest(
                        turn.workload(),
                        turn.selection().images(),
                        new EngineOptions(threads(turn.selection())),
                        plan.iterations());
        var log = logFolder.resolve(turn.log() + "-" + peer.engine() + ".log");
        try {
            var times = new KernelProcess(peer, log, PATIENCE).run(request, benchmarks.keySet());
            benchmarks.forEach((pass, benchmark) -> benchmark.add(
                    new ForkSamples(times.jvm(), times.milliseconds().getOrDefault(pass, List.of()), List.of()),
                    times.facts()));
        } catch (KernelFailureException e) {
            failMissing(turn, benchmarks.values(), String.valueOf(e.getMessage()));
        }
    }

    /** Those that this fork brought no samples of failed. */
    private static void failMissing(Turn turn, Collection<BenchmarkSeries> benchmarks, String why) {
        var missing = benchmarks.stream()
                .filter(benchmark -> !benchmark.failed() && benchmark.forks() < turn.fork())
                .toList();
        missing.forEach(benchmark -> benchmark.fail(why));
        if (!missing.isEmpty()) {
            turn.listener().failed(missing.stream().map(BenchmarkSeries::title).toList(), why);
        }
    }

    private BenchmarkSeries.Key key(Turn turn, String pass, String algorithm) {
        var selection = turn.selection();
        return new BenchmarkSeries.Key(
                selection.family(), turn.workload(), pass, algorithm, selection.images(), threads(selection));
    }

    private BenchmarkSeries series(BenchmarkSeries.Key key, String timer, List<String> flags) {
        return series.computeIfAbsent(
                key,
                _ -> new BenchmarkSeries(
                        key, "%s; %s".formatted(protocol(timer, key.threads()), String.join(" ", flags))));
    }

    private List<Microbenchmark> records() {
        return series.values().stream().map(BenchmarkSeries::record).toList();
    }

    private String protocol(String timer, int operationThreads) {
        var iterations = plan.iterations();
        return String.format(
                Locale.ROOT,
                "%s, %d fork%s, %d × %d ms warm-up, %d × %d ms measured, %d thread%s",
                timer,
                plan.forks(),
                plan.forks() == 1 ? "" : "s",
                iterations.warmups(),
                iterations.warmupMilliseconds(),
                iterations.measured(),
                iterations.measuredMilliseconds(),
                operationThreads,
                operationThreads == 1 ? "" : "s");
    }
}
