package org.scratchcnn.reports.convergence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.convergence.ReferenceCurves.Curve;
import org.scratchcnn.worker.record.CheckedInJson;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;

/**
 * How fast the reference engine learns each task, checked in, to tell a run that learned what it should from one that
 * didn't. MLPerf Training calls such curves reference convergence points and refuses runs that are significantly faster
 * than theirs (MLCommons, "MLPerf Training Rules", section "Reference Convergence Points (RCPs)",
 * <a href="https://github.com/mlcommons/training_policies/blob/master/training_rules.adoc">training_rules.adoc</a>); here
 * it is accuracies after epochs that are held together, not epochs to an accuracy, and slower ones are refused too.
 *
 * @param tasks one a task, batch size and data set
 */
public record ReferencePoints(List<ReferenceCurves> tasks) {

    /** The engine whose runs are the reference. */
    public static final String ENGINE = "dl4j";

    /** The engine whose runs are the reference of tasks that {@link #ENGINE} can't express. */
    private static final String OTHER_ENGINE = "pytorch";

    /** Their form as a file. */
    public static final CheckedInJson<ReferencePoints> JSON =
            new CheckedInJson<>("reports", ReferencePoints.class, "reference-points.json");

    public ReferencePoints {
        tasks = List.copyOf(tasks);
    }

    /** Read once: every run of every report is judged by them. */
    private static final class CheckedIn {
        static final ReferencePoints POINTS = JSON.resource();
    }

    /** Those that this version was built with. */
    public static ReferencePoints checkedIn() {
        return CheckedIn.POINTS;
    }

    /**
     * The curves that the reference engine's trainings in a record come to; of tasks of which it has none, those of
     * {@link #OTHER_ENGINE}.
     *
     * @throws IllegalArgumentException if it has none, or fewer than {@link ReferenceCurves#FEWEST_RUNS} of a task
     */
    public static ReferencePoints of(ComparisonRecord record) {
        var byTask = byTask(record, ENGINE);
        byTask(record, OTHER_ENGINE).forEach(byTask::putIfAbsent);
        if (byTask.isEmpty()) {
            throw new IllegalArgumentException(
                    "The record holds no completed training of %s, which the reference is made of, nor one of %s, which stands in for it"
                            .formatted(ENGINE, OTHER_ENGINE));
        }
        return new ReferencePoints(
                byTask.values().stream().map(runs -> curves(record, runs)).toList());
    }

    private static SequencedMap<String, List<EngineRun>> byTask(ComparisonRecord record, String engine) {
        return record.runs().stream()
                .filter(run -> run.engine().equals(engine)
                        && isCompletedTraining(run)
                        && run.facts() != null
                        && run.test() != null)
                .collect(Collectors.groupingBy(run -> identity(run.task()), LinkedHashMap::new, Collectors.toList()));
    }

    private static boolean isCompletedTraining(EngineRun run) {
        return run.protocol() == Protocol.TRAIN
                && run.outcome() instanceof Outcome.Completed
                && !run.epochs().isEmpty()
                && run.data() != null;
    }

    private static ReferenceCurves curves(ComparisonRecord record, List<EngineRun> runs) {
        var first = runs.getFirst();
        return new ReferenceCurves(
                first.task().name(),
                first.task().training().batchSize(),
                identity(first.task()),
                data(first),
                record.command(),
                record.created(),
                record.revision(),
                record.machine(),
                first.options(),
                Objects.requireNonNull(first.facts()),
                runs.stream()
                        .map(run -> new Curve(
                                run.seed(),
                                run.epochs().stream()
                                        .map(epoch -> epoch.evaluation().accuracy())
                                        .toList(),
                                Objects.requireNonNull(run.test()).accuracy()))
                        .toList());
    }

    /** These, each replaced where {@code newer} has the same task, and what else that has. */
    public ReferencePoints with(ReferencePoints newer) {
        var byIdentity = new LinkedHashMap<String, ReferenceCurves>();
        Stream.of(tasks, newer.tasks())
                .flatMap(List::stream)
                .forEach(curves -> byIdentity.put(curves.taskHash() + curves.data(), curves));
        return new ReferencePoints(new ArrayList<>(byIdentity.values()));
    }

    /** How a run's accuracies stand beside the reference's. */
    public Convergence judge(EngineRun run) {
        return curves(run).map(curves -> curves.judge(run.epochs())).orElseGet(Convergence.NoReference::new);
    }

    /** What a training is compared with; empty if there is nothing, or it was not completed. */
    public Optional<ReferenceCurves> curves(EngineRun run) {
        return tasks.stream()
                .filter(curves -> isCompletedTraining(run)
                        && curves.task().equals(run.task().name())
                        && curves.data().equals(data(run))
                        && curves.taskHash().equals(identity(run.task())))
                .findFirst();
    }

    private static String identity(TaskSpec task) {
        return RecordJson.taskHash(task.withSeed(1).withEpochs(1));
    }

    /** Without drawn values, which differ from seed to seed; what they are drawn by belongs to the task. */
    private static DataFingerprint data(EngineRun run) {
        var data = Objects.requireNonNull(run.data(), "of completed trainings");
        return data.origin() != Origin.GENERATED
                ? data
                : new DataFingerprint(
                        data.name(),
                        data.origin(),
                        new TreeMap<>(),
                        data.trainingSamples(),
                        data.validationSamples(),
                        data.testSamples());
    }
}
