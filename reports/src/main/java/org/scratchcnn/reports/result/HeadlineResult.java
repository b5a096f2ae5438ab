package org.scratchcnn.reports.result;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.result.Attainment.Measured;
import org.scratchcnn.reports.result.Attainment.Missing;
import org.scratchcnn.reports.result.Attainment.Refused;
import org.scratchcnn.reports.result.KnownThroughputs.Throughput;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * How far a record's times reach the targets of {@link Headline}.
 *
 * @param peerCheck whether peers were held against what is known of them
 */
public record HeadlineResult(List<Row> rows, List<Share> shares, PeerCheck peerCheck) {

    public HeadlineResult {
        rows = List.copyOf(rows);
        shares = List.copyOf(shares);
    }

    /**
     * A row with its ratios.
     *
     * @param task what all engines came to on it; absent if none was run
     * @param ratios how many times as long each peer takes
     */
    public record Row(Headline.Row target, Optional<TaskResult> task, Map<Peer, Attainment> ratios) {

        /** The engine's milliseconds; empty if none may be published. */
        public Optional<SamplesByStart> milliseconds(String engine) {
            return task.flatMap(result -> HeadlineResult.milliseconds(result, engine, target.operation()));
        }
    }

    /**
     * A training step's share of the peak, in per cent.
     *
     * @param threads of the step and of the peak
     * @param nominalFlops of one step
     * @param milliseconds of one step; absent if none may be published
     * @param peak GFLOP/s of fused multiply-adds on as many threads; absent if it was not measured
     * @param direct with direct convolutions only; absent if it was not measured
     */
    public record Share(
            TaskSpec task,
            int threads,
            long nominalFlops,
            Optional<SamplesByStart> milliseconds,
            Optional<SamplesByStart> peak,
            Attainment share,
            Optional<Estimate> direct) {}

    /** The result with the intervals of reports; empty if the record was not measured for it. */
    public static Optional<HeadlineResult> of(ComparisonRecord record) {
        return of(record, TaskResult.of(record), Bootstrap.ofReports());
    }

    /** The result; empty if the record was not measured for it. */
    public static Optional<HeadlineResult> of(ComparisonRecord record, List<TaskResult> results, Bootstrap bootstrap) {
        if (!Headline.SUITE.equals(record.suite())) {
            return Optional.empty();
        }
        var peerCheck = PeerCheck.of(record);
        var rows = Headline.rows().stream()
                .map(target -> row(target, find(results, target.task()), peerCheck, bootstrap))
                .toList();
        var shares = Headline.peakShares().stream()
                .map(target -> share(target, record, find(results, target.task()), bootstrap))
                .toList();
        return Optional.of(new HeadlineResult(rows, shares, peerCheck));
    }

    /** Whether every target is reached. */
    public boolean reached() {
        return Stream.concat(
                        rows.stream().flatMap(row -> row.ratios().values().stream()),
                        shares.stream().map(Share::share))
                .allMatch(Attainment::reached);
    }

    private static Optional<TaskResult> find(List<TaskResult> results, TaskSpec task) {
        return results.stream().filter(result -> result.task().equals(task)).findFirst();
    }

    private static Row row(Headline.Row target, Optional<TaskResult> task, PeerCheck peerCheck, Bootstrap bootstrap) {
        var ratios = new EnumMap<Peer, Attainment>(Peer.class);
        target.ratios()
                .forEach((peer, wanted) ->
                        ratios.put(peer, ratio(target, peer, wanted, task, peerCheck.known(target, peer), bootstrap)));
        return new Row(target, task, ratios);
    }

    private static Attainment ratio(
            Headline.Row target,
            Peer peer,
            double wanted,
            Optional<TaskResult> task,
            Optional<Throughput> known,
            Bootstrap bootstrap) {
        var mine = times(task, List.of(Headline.ENGINE), target.operation());
        var theirs = times(task, peer.engines(), target.operation());
        if (mine.isEmpty() || theirs.isEmpty()) {
            return new Missing(wanted, why(task, mine.isPresent() ? peer.engines() : List.of(Headline.ENGINE)));
        }
        double share =
                known.map(throughput -> throughput.share(theirs.get().median())).orElse(1.0);
        if (share < KnownThroughputs.LEAST_SHARE) {
            return new Refused(
                    wanted,
                    String.format(Locale.ROOT, "the peer came to %.0f %% of its known throughput", 100 * share));
        }
        return new Measured(wanted, bootstrap.ratioOfMedians(theirs.get(), mine.get()));
    }

    /** The times of whichever of the engines is fastest. */
    private static Optional<SamplesByStart> times(
            Optional<TaskResult> task, List<String> engines, Operation operation) {
        return task.stream()
                .flatMap(result -> engines.stream().flatMap(engine -> milliseconds(result, engine, operation).stream()))
                .min(Comparator.comparingDouble(SamplesByStart::median));
    }

    private static Optional<SamplesByStart> milliseconds(TaskResult result, String engine, Operation operation) {
        return result.engines().stream()
                .filter(candidate -> candidate.engine().equals(engine))
                .findFirst()
                .flatMap(candidate -> candidate.timings(operation));
    }

    /** Why none of the engines has times. */
    private static String why(Optional<TaskResult> task, List<String> engines) {
        var run = task.stream()
                .flatMap(result -> result.engines().stream())
                .map(EngineResult::engine)
                .filter(engines::contains)
                .collect(Collectors.joining(", "));
        return run.isEmpty() ? "%s not run".formatted(engines.getFirst()) : "%s without result".formatted(run);
    }

    private static Share share(
            Headline.PeakShare target, ComparisonRecord record, Optional<TaskResult> task, Bootstrap bootstrap) {
        int threads = task.stream()
                .flatMap(result -> result.engines().stream())
                .filter(engine -> engine.engine().equals(Headline.ENGINE))
                .mapToInt(EngineResult::threads)
                .findFirst()
                .orElse(record.machine().cores());
        long flops = target.task().network().resolve().trainingFlops()
                * target.task().training().batchSize();
        var peak = Peak.of(record, threads);
        var step = times(task, List.of(Headline.ENGINE), Operation.STEP);
        var direct = times(task, List.of(Headline.DIRECT_ENGINE), Operation.STEP);
        double wanted = 100 * target.share();
        Attainment share = step.isEmpty()
                ? new Missing(wanted, why(task, List.of(Headline.ENGINE)))
                : peak.isEmpty()
                        ? new Missing(wanted, "no peak")
                        : new Measured(wanted, Peak.share(flops, step.get(), peak.get(), bootstrap));
        return new Share(
                target.task(),
                threads,
                flops,
                step,
                peak,
                share,
                direct.flatMap(times -> peak.map(limit -> Peak.share(flops, times, limit, bootstrap))));
    }
}
