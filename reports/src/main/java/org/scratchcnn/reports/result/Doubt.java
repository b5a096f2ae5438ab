package org.scratchcnn.reports.result;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * Why times allow no verdict: from one or two process starts nobody can tell whether the machine disturbed them. A verdict
 * needs at least {@link #LEAST_STARTS} starts whose medians agree within {@link #AGREEMENT}, and times of one start's
 * operations that fit each other. The same rule holds for the library and for its peers, whichever side it favours.
 */
public final class Doubt {

    /** Process starts that a verdict needs. */
    public static final int LEAST_STARTS = 3;

    /** How many times the fastest start's median the slowest start's may be. */
    public static final double AGREEMENT = 1.5;

    /**
     * How many times as long one operation may take as another one of the same start. Below 1 by what two measurements of
     * nearly the same work differ by; at most by two to three times what any engine was seen to take.
     */
    private record Fit(Operation operation, Operation other, double least, double most) {

        private static final List<Fit> ALL = List.of(
                new Fit(Operation.STEP, Operation.FORWARD_BACKWARD, 0.75, 3),
                new Fit(Operation.STEP, Operation.FORWARD, 0.8, 25),
                new Fit(Operation.FORWARD_BACKWARD, Operation.FORWARD, 0.8, 20));

        private Optional<String> misfit(EngineRun run) {
            return median(run, operation)
                    .flatMap(mine -> median(run, other).map(others -> mine / others))
                    .filter(times -> times < least || times > most)
                    .map(times -> String.format(
                            Locale.ROOT,
                            "disturbed (%s took %.2g times as long as %s)",
                            operation.title(),
                            times,
                            other.title()));
        }
    }

    private Doubt() {}

    /** Why these times allow no verdict; empty if they do. */
    public static Optional<String> about(SamplesByStart times) {
        int starts = times.starts().size();
        return starts >= LEAST_STARTS
                ? disagreement(times)
                : Optional.of(starts == 1 ? "one start" : starts + " starts");
    }

    /** Why an engine's times of an operation allow no verdict; empty if they do, and if there are none. */
    public static Optional<String> about(EngineResult engine, Operation operation) {
        return misfit(engine, operation)
                .or(() -> engine.timings(operation).flatMap(Doubt::about))
                .map(why -> "%s: %s".formatted(engine.engine(), why));
    }

    /** Whether an engine's times of an operation contradict each other or its other operations, however many starts there are. */
    public static boolean disturbed(EngineResult engine, Operation operation) {
        return misfit(engine, operation)
                .or(() -> engine.timings(operation).flatMap(Doubt::disagreement))
                .isPresent();
    }

    private static Optional<String> disagreement(SamplesByStart times) {
        var medians = times.starts().stream()
                .mapToDouble(start -> SamplesByStart.ofOneStart(start).median())
                .summaryStatistics();
        double factor = medians.getMax() / medians.getMin();
        return factor <= AGREEMENT
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "disturbed (starts differ by a factor of %.2g)", factor));
    }

    private static Optional<String> misfit(EngineResult engine, Operation operation) {
        return engine.runs().stream()
                .filter(Publication::published)
                .flatMap(run -> Fit.ALL.stream()
                        .filter(fit -> fit.operation() == operation || fit.other() == operation)
                        .flatMap(fit -> fit.misfit(run).stream()))
                .findFirst();
    }

    private static Optional<Double> median(EngineRun run, Operation operation) {
        var milliseconds = run.timings().stream()
                .filter(series -> series.operation() == operation)
                .flatMap(series -> series.milliseconds().stream())
                .toList();
        return milliseconds.isEmpty()
                ? Optional.empty()
                : Optional.of(SamplesByStart.ofOneStart(milliseconds).median());
    }
}
