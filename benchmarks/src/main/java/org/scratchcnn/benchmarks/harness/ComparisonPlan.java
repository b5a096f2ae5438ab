package org.scratchcnn.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
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

    /** The suite of the build. */
    private static final String VERIFY = "verify";

    public ComparisonPlan {
        runs = List.copyOf(runs);
    }

    /**
     * Engines trained on one task from the seeds 1 to {@code seeds}, engine by engine within each seed, and others of
     * which only steps are timed.
     */
    public static ComparisonPlan of(TaskSpec task, List<String> trained, List<String> timed, int seeds) {
        return new ComparisonPlan(Optional.empty(), runs(task, trained, timed, seeds), Optional.empty());
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

    /** Microbenchmarks alone. */
    public static ComparisonPlan of(MicrobenchmarkSet set) {
        return new ComparisonPlan(Optional.of(set.title()), List.of(), Optional.of(set));
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

    /** Whether a run is taken again where it is contended: none that trains at length. */
    boolean repeatsContended(PlannedRun run) {
        return suite.filter(VERIFY::equals).isEmpty() && run.protocol() != Protocol.TRAIN;
    }

    private static List<PlannedRun> runs(TaskSpec task, List<String> trained, List<String> timed, int seeds) {
        var runs = new ArrayList<PlannedRun>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (var engine : trained) {
                runs.add(PlannedRun.ofTraining(task.withSeed(seed), engine, Protocol.TRAIN));
            }
        }
        for (var engine : timed) {
            runs.add(PlannedRun.ofTraining(task.withSeed(1), engine, Protocol.TIME_STEPS));
        }
        return runs;
    }

    /**
     * What the build's {@code verify} runs: the spiral, Fashion-MNIST and CIFAR-10 trained briefly by the scratch engine
     * and by Deeplearning4j at its best, steps of the slower engines, what Deeplearning4j refuses, and the
     * convolution microbenchmarks.
     */
    public static ComparisonPlan verify() {
        var trained = List.of("scratch", "dl4j");
        var timed = List.of("dl4j-shipped", "scratch-im2col", "scratch-naive");
        var runs = new ArrayList<PlannedRun>();
        runs.addAll(runs(Tasks.spiral(), trained, timed, 1));
        runs.addAll(runs(Tasks.fashionMnist().withEpochs(2), trained, timed, 1));
        runs.addAll(runs(Tasks.cifar10().withEpochs(2), trained, timed, 1));
        // Deeplearning4j can't express it, and the report is to say why.
        runs.addAll(runs(Tasks.mnistUntied(), List.of(), List.of("dl4j"), 1));
        return new ComparisonPlan(Optional.of(VERIFY), runs, Optional.of(MicrobenchmarkSet.CONVOLUTIONS));
    }
}
