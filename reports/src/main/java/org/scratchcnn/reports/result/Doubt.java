package org.scratchcnn.reports.result;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.TimingSeries;
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
    private enum Fit {
        STEP(Operation.STEP, Operation.FORWARD_BACKWARD, 0.75, 3),
        STEP_BY_FORWARD(Operation.STEP, Operation.FORWARD, 0.8, 25),
        GRADIENTS(Operation.FORWARD_BACKWARD, Operation.FORWARD, 0.8, 20);

        private final Operation operation;
        private final Operation other;
        private final double least;
        private final double most;

        Fit(Operation operation, Operation other, double least, double most) {
            this.operation = operation;
            this.other = other;
            this.least = least;
            this.most = most;
        }

        private boolean concerns(Operation timed) {
            return timed == operation || timed == other;
        }

        private Optional<String> misfit(EngineRun run) {
            return median(run, operation)
                    .flatMap(mine -> median(run, other).map(others -> mine / others))
                    .filter(times -> times < least || times > most)
                    .map(times -> String.format(
                            Locale.ROOT,
                            "disturbed: %s %.2g × %s in one start",
                            operation.title(),
                            times,
                            other.title()));
        }
    }

    private Doubt() {}

    /** Why these times allow no verdict; empty if they do. */
    public static Optional<String> about(SamplesByStart times) {
        int starts = times.starts().size();
        if (starts < LEAST_STARTS) {
            return Optional.of(starts == 1 ? "one start" : starts + " starts");
        }
        var medians = times.starts().stream()
                .mapToDouble(start -> SamplesByStart.ofOneStart(start).median())
                .summaryStatistics();
        double factor = medians.getMax() / medians.getMin();
        return factor <= AGREEMENT
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "disturbed: starts differ by a factor of %.2g", factor));
    }

    /** Why an engine's times of an operation allow no verdict; empty if they do, and if there are none. */
    public static Optional<String> about(EngineResult engine, Operation operation) {
        return misfit(engine, operation)
                .or(() -> engine.timings(operation).flatMap(Doubt::about))
                .map(why -> "%s: %s".formatted(engine.engine(), why));
    }

    /** Whether an operation's time does not fit the others' of the same start, however many starts there are. */
    public static Optional<String> misfit(EngineResult engine, Operation operation) {
        return engine.runs().stream()
                .filter(Publication::published)
                .flatMap(run -> Arrays.stream(Fit.values())
                        .filter(fit -> fit.concerns(operation))
                        .flatMap(fit -> fit.misfit(run).stream()))
                .findFirst();
    }

    private static Optional<Double> median(EngineRun run, Operation operation) {
        var milliseconds = run.timings().stream()
                .filter(series -> series.operation() == operation)
                .map(TimingSeries::milliseconds)
                .flatMap(List::stream)
                .toList();
        return Stream.of(milliseconds)
                .filter(values -> !values.isEmpty())
                .map(values -> SamplesByStart.ofOneStart(values).median())
                .findFirst();
    }
}
