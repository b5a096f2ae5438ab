package org.scratchcnn.reports.band;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.band.SpeedBands.Band;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * Whether the library is about as fast, beside its own naive loops and beside Deeplearning4j in the same run, as it was
 * on this kind of machine before. Coarse on purpose, since it stands in every build: whoever wants to see ten per cent
 * asks the gate.
 *
 * @param kind of the machine; absent where the runs don't say
 * @param known whether there are bands for it
 * @param missing the bands that nothing can be held against
 */
public record SpeedCheck(@Nullable MachineKind kind, boolean known, List<Row> rows, List<Missing> missing) {

    /** The suite that is checked. */
    public static final String SUITE = "verify";

    static final String ENGINE = "scratch";

    /** What it is timed beside: its own loops, and Deeplearning4j at its best. */
    static final List<String> BASELINES = List.of("scratch-naive", "dl4j");

    /** How many times beyond the band's end a whole interval must lie to be far outside. */
    public static final double FAR = 2;

    /** With the first one three, from which on intervals over starts say something. */
    static final int FRESH_STARTS = 2;

    /** A training step, and whose time is divided by the library's. */
    record Work(String task, String baseline) {}

    /**
     * One ratio beside its band.
     *
     * @param ratio how many times as long the baseline's training step takes
     * @param band absent where there is none
     */
    public record Row(
            String task,
            String baseline,
            Estimate ratio,
            @Nullable Band band) {

        /** Whether the run is of one of the two engines, on the same task. */
        private boolean isOf(PlannedRun run) {
            return run.task().name().equals(task) && Stream.of(ENGINE, baseline).anyMatch(run.engine()::equals);
        }

        /** Where the ratio lies. */
        public Place place() {
            if (band == null) {
                return Place.UNKNOWN;
            }
            if (ratio.upper() * FAR < band.least() || ratio.lower() > FAR * band.most()) {
                return Place.FAR_OUTSIDE;
            }
            return ratio.upper() < band.least() || ratio.lower() > band.most() ? Place.OUTSIDE : Place.INSIDE;
        }
    }

    /**
     * A band without a ratio.
     *
     * @param why there is none
     */
    public record Missing(Band band, String why) {}

    /** Where a ratio and its interval lie beside the band. */
    public enum Place {
        INSIDE,
        OUTSIDE,
        FAR_OUTSIDE,
        UNKNOWN
    }

    public SpeedCheck {
        rows = List.copyOf(rows);
        missing = List.copyOf(missing);
    }

    /**
     * The record beside the bands that are checked in; empty if it is of another suite, or holds no ratio and there
     * are no bands.
     */
    public static Optional<SpeedCheck> of(ComparisonRecord record) {
        return of(record, SpeedBands.checkedIn());
    }

    static Optional<SpeedCheck> of(ComparisonRecord record, SpeedBands bands) {
        if (!SUITE.equals(record.suite())) {
            return Optional.empty();
        }
        var kind = MachineKind.of(record);
        var ratios = ratios(record);
        var rows = ratios.entrySet().stream()
                .map(ratio -> new Row(
                        ratio.getKey().task(),
                        ratio.getKey().baseline(),
                        ratio.getValue(),
                        kind.flatMap(known -> bands.band(known, ratio.getKey())).orElse(null)))
                .toList();
        var results = TaskResult.of(record);
        var missing = kind.map(bands::bands).orElse(List.of()).stream()
                .filter(band -> !ratios.containsKey(new Work(band.task(), band.baseline())))
                .map(band -> new Missing(band, why(band, results)))
                .toList();
        return rows.isEmpty() && missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SpeedCheck(kind.orElse(null), kind.map(bands::know).orElse(false), rows, missing));
    }

    /** Whether a ratio lies far outside its band. */
    public boolean failed() {
        return !far().isEmpty();
    }

    private List<Row> far() {
        return rows.stream().filter(row -> row.place() == Place.FAR_OUTSIDE).toList();
    }

    /**
     * What to time once more before a ratio that lies far outside its band is believed: training steps of the library and
     * of the baseline, by turns in {@link #FRESH_STARTS} processes each. Then the ratio's interval holds how much starts
     * differ, and a single disturbed one lies within it.
     *
     * @param planned runs of the suite
     */
    public List<PlannedRun> onceMore(List<PlannedRun> planned) {
        var runs = planned.stream()
                .filter(run -> far().stream().anyMatch(row -> row.isOf(run)))
                .map(run -> PlannedRun.ofTraining(run.task(), run.engine(), Protocol.TIME_STEPS))
                .distinct()
                .toList();
        return Collections.nCopies(FRESH_STARTS, runs).stream()
                .flatMap(List::stream)
                .toList();
    }

    static SequencedMap<Work, Estimate> ratios(ComparisonRecord record) {
        var bootstrap = Bootstrap.ofReports();
        var ratios = new LinkedHashMap<Work, Estimate>();
        for (var result : TaskResult.of(record)) {
            var mine = step(result, ENGINE);
            for (var baseline : BASELINES) {
                step(result, baseline)
                        .flatMap(theirs -> mine.map(own -> bootstrap.ratioOfMedians(theirs, own)))
                        .ifPresent(ratio -> ratios.put(new Work(result.task().name(), baseline), ratio));
            }
        }
        return ratios;
    }

    private static String why(Band band, List<TaskResult> results) {
        return Stream.of(ENGINE, band.baseline())
                .flatMap(engine -> why(band.task(), engine, results).stream())
                .findFirst()
                .orElse("%s and %s were timed on different tasks of that name".formatted(ENGINE, band.baseline()));
    }

    /** Why there are no times of an engine's training steps; empty if there are. */
    private static Optional<String> why(String task, String engine, List<TaskResult> results) {
        var candidates = results.stream()
                .filter(result -> result.task().name().equals(task))
                .toList();
        if (candidates.stream().anyMatch(result -> step(result, engine).isPresent())) {
            return Optional.empty();
        }
        var runs = candidates.stream()
                .flatMap(result -> result.engines().stream())
                .filter(candidate -> candidate.engine().equals(engine))
                .flatMap(candidate -> candidate.runs().stream())
                .toList();
        if (runs.isEmpty()) {
            return Optional.of("there is no run of " + engine);
        }
        return Optional.of("%s: %s"
                .formatted(
                        engine,
                        runs.stream()
                                .flatMap(run -> Publication.obstacle(run).stream())
                                .findFirst()
                                .orElse("no training step was timed")));
    }

    private static Optional<SamplesByStart> step(TaskResult result, String engine) {
        return result.engines().stream()
                .filter(candidate -> candidate.engine().equals(engine))
                .findFirst()
                .flatMap((EngineResult candidate) -> candidate.timings(Operation.STEP));
    }
}
