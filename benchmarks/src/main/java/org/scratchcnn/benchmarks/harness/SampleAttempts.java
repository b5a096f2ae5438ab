package org.scratchcnn.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.worker.record.SampleConditions;
import org.scratchcnn.worker.record.SampleConditions.Attempt;

/** Every time that a sample was taken: what went on meanwhile, and how long it took. */
final class SampleAttempts {

    private final String title;
    private final @Nullable Integer run;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();

    /**
     * A sample that was not taken yet.
     *
     * @param run index among the plan's runs; absent for microbenchmarks
     */
    SampleAttempts(String title, @Nullable Integer run) {
        this.title = title;
        this.run = run;
    }

    void add(Attempt attempt, double took) {
        attempts.add(attempt);
        seconds.add(took);
    }

    List<Attempt> all() {
        return attempts;
    }

    double lastSeconds() {
        return seconds.getLast();
    }

    double firstSeconds() {
        return seconds.getFirst();
    }

    double repeatedSeconds() {
        return seconds.stream().skip(1).mapToDouble(Double::doubleValue).sum();
    }

    /** As records have them, with the index of the one that counts. */
    SampleConditions conditions(int kept) {
        return new SampleConditions(title, run, attempts, kept);
    }
}
