package org.scratchcnn.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.benchmarks.contention.ContentionRules;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.SampleConditions;
import org.scratchcnn.worker.record.SampleConditions.Attempt;

/** One run of a plan, with every attempt at it. Only a completed one is ever followed by another. */
final class RunSample {

    private final SampleAttempts attempts;
    private final List<EngineRun> results = new ArrayList<>();

    /**
     * A run that was not attempted yet.
     *
     * @param index among the plan's runs
     */
    RunSample(String title, int index) {
        attempts = new SampleAttempts(title, index);
    }

    /**
     * Adds an attempt.
     *
     * @param attempt what went on meanwhile
     * @param took seconds
     */
    void add(EngineRun result, Attempt attempt, double took) {
        results.add(result);
        attempts.add(
                switch (result.outcome()) {
                    case Outcome.Completed _ -> attempt;
                    case Outcome.Failed(var message) -> useless(attempt, "failed: " + message);
                    case Outcome.Unsupported(var reason) -> useless(attempt, "not supported: " + reason);
                },
                took);
    }

    private static Attempt useless(Attempt attempt, String why) {
        return new Attempt(attempt.rulers(), attempt.otherLoad(), List.of(why));
    }

    SampleAttempts attempts() {
        return attempts;
    }

    Attempt last() {
        return attempts.all().getLast();
    }

    /** Whether the last attempt was completed, but something else was at work. */
    boolean contended() {
        return completed() == results.size() && last().contended();
    }

    /** The best attempt's result, or why there is none. */
    EngineRun kept() {
        return results.get(keptIndex());
    }

    /** Empty where no attempt was completed: then there are no figures that they would matter for. */
    Optional<SampleConditions> conditions() {
        return completed() == 0 ? Optional.empty() : Optional.of(attempts.conditions(keptIndex()));
    }

    private int keptIndex() {
        int completed = completed();
        return completed == 0 ? 0 : ContentionRules.kept(attempts.all().subList(0, completed));
    }

    /** Attempts that were; those that were not come after them. */
    private int completed() {
        return (int) results.stream()
                .filter(result -> result.outcome() instanceof Outcome.Completed)
                .count();
    }
}
