package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.Version;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.record.Microbenchmark;

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

    private static final String TIMER =
            "JMH %s, operations a second turned into ms each".formatted(Version.getPlainVersion());

    /** Longer than the longest process: all passes of one workload in a peer. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final BenchmarkPlan plan;
    private final int threads;
    private final Function<String, EngineLaunch> launches;
    private final Path logFolder;
    private final Duration patience;
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
        this(set.plan(), options, launches, logFolder, PATIENCE);
    }

    /**
     * A runner of any plan.
     *
     * @param patience how long each process may take
     */
    MicrobenchmarkRunner(
            BenchmarkPlan plan,
            EngineOptions options,
            Function<String, EngineLaunch> launches,
            Path logFolder,
            Duration patience) {
        this.plan = plan;
        this.threads = options.threads();
        this.launches = launches;
        this.logFolder = logFolder;
        this.patience = patience;
    }

    /**
     * Runs all benchmarks of the set; foreign engines that are not built are left out, which their records say.
     *
     * @return one for each benchmark, also for those that failed and those of engines that are not built
     * @throws IOException if the logs' folder or a temporary file can't be made
     */
    public List<Microbenchmark> run(MicrobenchmarkListener listener) throws IOException {
        Files.createDirectories(logFolder);
        var peers = plan.peers().stream().map(this::peer).toList();
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
                    measure(new Turn(selection, workload, progress), peers, listener);
                    millisecondsLeft -= selection.millisecondsOfWorkload(plan.iterations());
                    listener.finished(records());
                }
            }
        }
        return records();
    }

    /** One fork of one workload. */
    private record Turn(BenchmarkSelection selection, String workload, MicrobenchmarkListener.Progress progress) {

        /** How the names of an attempt's logs begin. */
        String log(int attempt) {
            return "%03d-%s%s-"
                    .formatted(
                            progress.number(),
                            selection.family().name().toLowerCase(Locale.ROOT),
                            attempt == 0 ? "" : "-again-" + attempt);
        }
    }

    /** As many attempts as the listener wants, of which it chooses one. */
    private void measure(Turn turn, List<Peer> peers, MicrobenchmarkListener listener) throws IOException {
        var attempts = new ArrayList<WorkloadFork>();
        OptionalInt kept;
        do {
            listener.started(turn.progress());
            attempts.add(attempt(turn, attempts.size(), peers, listener));
            kept = listener.attempted(turn.progress(), attempts.getLast().failed());
        } while (kept.isEmpty());
        attempts.get(kept.getAsInt()).keep();
    }

    private WorkloadFork attempt(Turn turn, int number, List<Peer> peers, MicrobenchmarkListener listener)
            throws IOException {
        var attempt = new WorkloadFork(plan.iterations(), patience, listener);
        var flags = launches.apply(LIBRARY).jvmFlags();
        for (var pass : turn.selection().passes()) {
            for (var algorithm : turn.selection().algorithms()) {
                var log = "%s%s-%s-jmh.log".formatted(turn.log(number), pass.toLowerCase(Locale.ROOT), algorithm);
                attempt.timeLibrary(
                        series(turn, pass, algorithm, TIMER, flags), flags, LIBRARY_FACTS, logFolder.resolve(log));
            }
        }
        for (var peer : peers) {
            if (turn.selection().peers().contains(peer.engine())) {
                timePeer(turn, peer, attempt, logFolder.resolve(turn.log(number) + peer.engine() + ".log"));
            }
        }
        return attempt;
    }

    private void timePeer(Turn turn, Peer peer, WorkloadFork attempt, Path log) throws IOException {
        var launch = peer.launch();
        var flags = launch == null ? List.<String>of() : launch.jvmFlags();
        var benchmarks = turn.selection().passes().stream()
                .map(pass -> series(turn, pass, peer.engine(), peer.engine() + ", average time", flags))
                .toList();
        if (launch == null) {
            benchmarks.forEach(benchmark -> benchmark.leaveOut(peer.obstacle()));
        } else {
            attempt.timePeer(launch, turn.selection(), benchmarks, log);
        }
    }

    /**
     * A foreign engine.
     *
     * @param launch absent where it is not built
     * @param obstacle why it is not, and what to do about it
     */
    private record Peer(String engine, @Nullable EngineLaunch launch, String obstacle) {}

    private Peer peer(String engine) {
        try {
            return new Peer(engine, launches.apply(engine), "");
        } catch (IllegalStateException e) {
            return new Peer(engine, null, String.valueOf(e.getMessage()));
        }
    }

    private int threads(BenchmarkSelection selection) {
        return selection.parallel() ? threads : 1;
    }

    private BenchmarkSeries series(Turn turn, String pass, String algorithm, String timer, List<String> flags) {
        var selection = turn.selection();
        var key = new BenchmarkSeries.Key(
                selection.family(), turn.workload(), pass, algorithm, selection.images(), threads(selection));
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
