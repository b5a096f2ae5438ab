package org.scratchcnn.reports.result;

import java.util.Optional;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.core.record.Outcome;

/** The publishing rule: figures of a run are published only if it completed and everything in it is finite. */
public final class Publication {

    private Publication() {}

    public static boolean published(EngineRun run) {
        return obstacle(run).isEmpty();
    }

    /** Why a run's figures are not published. */
    public static Optional<String> obstacle(EngineRun run) {
        return switch (run.outcome()) {
            case Outcome.Failed(var message) -> Optional.of("failed: " + message);
            case Outcome.Unsupported(var reason) -> Optional.of("not supported: " + reason);
            case Outcome.Completed _ -> finite(run) ? Optional.empty() : Optional.of("a result is not finite");
        };
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
