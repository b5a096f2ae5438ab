package org.scratchcnn.benchmarks.harness;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordedPlan;

/**
 * What a comparison runs, in this order, one thing at a time.
 *
 * @param suite the selection's name; empty where a user chose freely
 * @param microbenchmarks to run after the engines
 */
public record ComparisonPlan(
        Optional<String> suite, List<PlannedRun> runs, Optional<MicrobenchmarkSet> microbenchmarks) {

    public ComparisonPlan {
        runs = List.copyOf(runs);
    }

    /**
     * Engines trained on one task from the seeds 1 to {@code seeds}, engine by engine within each seed, and others of
     * which only steps are timed.
     */
    public static ComparisonPlan of(TaskSpec task, List<String> trained, List<String> timed, int seeds) {
        var runs = IntStream.rangeClosed(1, seeds)
                .boxed()
                .flatMap(seed -> runs(task.withSeed(seed), trained, List.of()).stream());
        return new ComparisonPlan(
                Optional.empty(),
                Stream.concat(runs, runs(task.withSeed(1), List.of(), timed).stream())
                        .toList(),
                Optional.empty());
    }

    /** The same comparison, each training ended as soon as an epoch's evaluation reaches this accuracy, in (0, 1]. */
    public ComparisonPlan withTarget(double accuracy) {
        return new ComparisonPlan(
                suite,
                runs.stream()
                        .map(run -> run.protocol() == Protocol.TRAIN ? run.withTarget(accuracy) : run)
                        .toList(),
                microbenchmarks);
    }

    /**
     * What a record was planned to hold.
     *
     * @param suite that the record names, if it does
     * @throws IllegalArgumentException if this version has no microbenchmarks of the name that the plan says
     */
    public static ComparisonPlan of(@Nullable String suite, RecordedPlan recorded) {
        var set = recorded.microbenchmarks();
        return new ComparisonPlan(
                Optional.ofNullable(suite),
                recorded.runs(),
                set == null
                        ? Optional.empty()
                        : Optional.of(MicrobenchmarkSet.named(set)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "There are no microbenchmarks \"%s\" in this version; the commit that the record names has them"
                                                .formatted(set)))));
    }

    /** The plan as records hold it. */
    RecordedPlan recorded(EngineOptions options, boolean standInAllowed) {
        return new RecordedPlan(
                runs, microbenchmarks.map(MicrobenchmarkSet::title).orElse(null), options, standInAllowed);
    }

    /** Engines trained on one task, and others of which only steps are timed. */
    public static List<PlannedRun> runs(TaskSpec task, List<String> trained, List<String> timed) {
        return Stream.concat(
                        trained.stream().map(engine -> PlannedRun.ofTraining(task, engine, Protocol.TRAIN)),
                        timed.stream().map(engine -> PlannedRun.ofTraining(task, engine, Protocol.TIME_STEPS)))
                .toList();
    }
}
