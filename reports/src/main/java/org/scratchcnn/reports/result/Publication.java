package org.scratchcnn.reports.result;

import java.util.Optional;
import org.scratchcnn.reports.convergence.Convergence.Suspicious;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/**
 * The publishing rule: figures of a run are published only if it completed, everything in it is finite, and it learned
 * as its reference runs predict, if it trained and there are some. What a completed training learned is shown in any case, or
 * accuracies would be selected by how good they are.
 */
public final class Publication {

    private Publication() {}

    public static boolean published(EngineRun run) {
        return obstacle(run).isEmpty();
    }

    /** Whether a run came to its end with finite results, whatever it learned. */
    static boolean completed(EngineRun run) {
        return run.outcome() instanceof Outcome.Completed && finite(run);
    }

    /** Why a run's figures are not published. */
    public static Optional<String> obstacle(EngineRun run) {
        return obstacle(run.outcome()).or(() -> finite(run) ? suspicion(run) : Optional.of("a result is not finite"));
    }

    /** Whether a microbenchmark's figures are published: every fork was completed, and there are some. */
    public static boolean published(Microbenchmark benchmark) {
        return obstacle(benchmark.outcome()).isEmpty()
                && benchmark.forks().stream().anyMatch(fork -> !fork.isEmpty());
    }

    /** What stands in the way of figures by an outcome alone. */
    public static Optional<String> obstacle(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed(var message) -> Optional.of("failed: " + message);
            case Outcome.Unsupported(var reason) -> Optional.of("not supported: " + reason);
            case Outcome.Completed _ -> Optional.empty();
        };
    }

    /** What is suspicious about how a run learned; empty if nothing is, or there is no reference. */
    private static Optional<String> suspicion(EngineRun run) {
        return ReferencePoints.checkedIn().judge(run) instanceof Suspicious suspicious
                ? Optional.of(suspicious.words(run.epochs().size()))
                : Optional.empty();
    }

    /** Whether a training of the library's own engines learned slower or faster than the reference runs predict. */
    public static boolean learnedSuspiciously(ComparisonRecord record) {
        return record.runs().stream()
                .anyMatch(run -> EngineNames.LIBRARY.contains(run.engine())
                        && suspicion(run).isPresent());
    }

    /** Whether something went wrong in a run: it did not come to its end, or not with finite results. */
    public static boolean failed(EngineRun run) {
        return !completed(run) && !unsupported(run);
    }

    /** Whether a microbenchmark failed. */
    public static boolean failed(Microbenchmark benchmark) {
        return benchmark.outcome() instanceof Outcome.Failed;
    }

    static boolean unsupported(EngineRun run) {
        return run.outcome() instanceof Outcome.Unsupported;
    }

    private static boolean finite(EngineRun run) {
        var test = run.test();
        return (test == null || Double.isFinite(test.loss()))
                && run.epochs().stream()
                        .allMatch(epoch -> Double.isFinite(epoch.trainingLoss())
                                && Double.isFinite(epoch.evaluation().loss())
                                && Double.isFinite(epoch.trainingSeconds()))
                && run.timings().stream()
                        .flatMap(series -> series.milliseconds().stream())
                        .allMatch(Double::isFinite);
    }
}
