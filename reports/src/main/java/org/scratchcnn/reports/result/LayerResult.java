package org.scratchcnn.reports.result;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.LayerTiming;

/**
 * What one engine's training steps on one task consist of.
 *
 * @param runs that were taken apart, all into the same parts
 * @param rows one a layer in the order in which they are computed, and one for the input and one for the output
 */
public record LayerResult(List<EngineRun> runs, List<Row> rows) {

    /** What has a nominal work. */
    private static final List<Kind> PASSES = List.of(Kind.FORWARD, Kind.GRADIENT_BY_INPUT, Kind.GRADIENT_BY_WEIGHT);

    public LayerResult {
        runs = List.copyOf(runs);
        rows = List.copyOf(rows);
    }

    /**
     * A layer, or what is done before the first or behind the last.
     *
     * @param part any of the row's
     * @param milliseconds of what is computed by itself
     * @param flops of a step in forward and gradients; 0 for layers that nobody counts
     * @param sum milliseconds of forward and gradients together
     * @param allocatedBytes in a step
     * @param remarks distinct ones of its parts
     */
    public record Row(
            StepPart part,
            Map<Kind, SamplesByStart> milliseconds,
            long flops,
            Optional<SamplesByStart> sum,
            double allocatedBytes,
            List<String> remarks) {

        public Row {
            milliseconds = Map.copyOf(milliseconds);
            remarks = List.copyOf(remarks);
        }

        /** Nominal operations a second in forward and gradients; empty where nobody counts them. */
        public Optional<Estimate> gigaflops(Bootstrap bootstrap) {
            return work().map(samples -> bootstrap.ofMedian(samples, time -> flops / time / 1e6));
        }

        /** Per cent of the machine's peak of multiply-adds, in forward and gradients. */
        public Optional<Estimate> share(Optional<SamplesByStart> peak, Bootstrap bootstrap) {
            return work().flatMap(samples -> peak.map(limit -> Peak.share(flops, samples, limit, bootstrap)));
        }

        private Optional<SamplesByStart> work() {
            return flops == 0 ? Optional.empty() : sum;
        }
    }

    /** What the engine's steps consist of; empty if no run that may be published was taken apart. */
    public static Optional<LayerResult> of(EngineResult engine) {
        var runs = engine.runs().stream()
                .filter(Publication::published)
                .filter(run -> !run.layers().isEmpty())
                .toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        var result = new LayerResult(runs, List.of());
        var keys = new LinkedHashMap<String, StepPart>();
        for (var timing : runs.getFirst().layers()) {
            keys.putIfAbsent(key(timing.part()), timing.part());
        }
        return Optional.of(
                new LayerResult(runs, keys.values().stream().map(result::row).toList()));
    }

    /** Parts of one row have the same. */
    private static String key(StepPart part) {
        return part.path().isEmpty() ? part.kind().name() : part.path();
    }

    private Row row(StepPart first) {
        Predicate<StepPart> inRow = part -> key(part).equals(key(first));
        var milliseconds = new EnumMap<Kind, SamplesByStart>(Kind.class);
        for (var kind : Kind.values()) {
            sum(part -> inRow.test(part) && part.kind() == kind).ifPresent(samples -> milliseconds.put(kind, samples));
        }
        var parts = runs.getFirst().layers().stream()
                .filter(timing -> inRow.test(timing.part()))
                .toList();
        return new Row(
                first,
                milliseconds,
                parts.stream()
                        .mapToLong(timing -> timing.part().flops() * timing.batchSize())
                        .sum(),
                sum(part -> inRow.test(part) && PASSES.contains(part.kind())),
                parts.stream().mapToDouble(timing -> bytes(timing.part())).sum(),
                parts.stream()
                        .map(timing -> timing.part().remark())
                        .filter(remark -> !remark.isEmpty())
                        .distinct()
                        .toList());
    }

    private double bytes(StepPart part) {
        return new SamplesByStart(runs.stream()
                        .flatMap(run -> run.layers().stream())
                        .filter(timing -> timing.part().equals(part))
                        .map(LayerTiming::allocatedBytes)
                        .toList())
                .median();
    }

    /** Milliseconds of some parts together, step by step; empty if there is no such part. */
    private Optional<SamplesByStart> sum(Predicate<StepPart> some) {
        var starts = new ArrayList<List<Double>>();
        for (var run : runs) {
            var chosen = run.layers().stream()
                    .filter(timing -> some.test(timing.part()))
                    .map(LayerTiming::milliseconds)
                    .toList();
            if (!chosen.isEmpty()) {
                var sums = new ArrayList<Double>();
                for (int i = 0; i < chosen.getFirst().size(); i++) {
                    int step = i;
                    sums.add(chosen.stream()
                            .mapToDouble(times -> times.get(step))
                            .sum());
                }
                starts.add(sums);
            }
        }
        return starts.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(starts));
    }

    /** Milliseconds of all parts of these kinds together; empty if there is none. */
    public Optional<SamplesByStart> milliseconds(Kind... kinds) {
        return sum(part -> List.of(kinds).contains(part.kind()));
    }

    /** GFLOP/s of fused multiply-adds on as many threads, read in the same run; empty if that was not read. */
    public Optional<SamplesByStart> peak(ComparisonRecord record) {
        return Peak.of(record, runs.getFirst().options().threads());
    }
}
