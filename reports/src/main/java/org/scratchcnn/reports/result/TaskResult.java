package org.scratchcnn.reports.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What all engines came to on one task.
 *
 * @param task with the seed 1; its runs differ from it in the seed alone
 * @param title unique in its record
 * @param engines in {@linkplain EngineNames#ORDER their order}
 */
public record TaskResult(TaskSpec task, String title, DataSource data, List<EngineResult> engines) {

    /** The record's runs by task, in the record's order. */
    public static List<TaskResult> of(ComparisonRecord record) {
        var byTask = record.runs().stream()
                .collect(Collectors.groupingBy(run -> run.task().withSeed(1), LinkedHashMap::new, Collectors.toList()));
        var results = new ArrayList<TaskResult>();
        byTask.forEach((task, runs) ->
                results.add(new TaskResult(task, title(task, results), DataSource.of(task, runs), engines(runs))));
        return results;
    }

    /** The task's name, with its batch size where earlier results of that name have another, and numbered if need be. */
    private static String title(TaskSpec task, List<TaskResult> earlier) {
        var sizes = earlier.stream()
                .filter(result -> result.task().name().equals(task.name()))
                .map(TaskResult::batchSize)
                .toList();
        var title = sizes.isEmpty() || sizes.contains(batchSize(task))
                ? task.name()
                : String.format(Locale.ROOT, "%s-batch-%d", task.name(), batchSize(task));
        var taken = earlier.stream().map(TaskResult::title).toList();
        return Stream.iterate(1, i -> i + 1)
                .map(i -> i == 1 ? title : title + "-" + i)
                .filter(candidate -> !taken.contains(candidate))
                .findFirst()
                .orElseThrow();
    }

    private static List<EngineResult> engines(List<EngineRun> runs) {
        record Key(String engine, EngineOptions options) {}
        var byEngine = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> new Key(run.engine(), run.options()), LinkedHashMap::new, Collectors.toList()));
        return byEngine.entrySet().stream()
                .map(entry ->
                        new EngineResult(entry.getKey().engine(), entry.getKey().options(), entry.getValue()))
                .sorted(Comparator.comparing(EngineResult::engine, EngineNames.ORDER)
                        .thenComparingInt(EngineResult::threads))
                .toList();
    }

    /** The task and its data, for captions and titles: {@code fashion-mnist (stand-in)}, {@code mnist-untied on MNIST}. */
    public String caption() {
        return data.name().regionMatches(true, 0, title, 0, title.length())
                ? title + data.name().substring(title.length())
                : "%s on %s".formatted(title, data.name());
    }

    /** The same with its batch size, for headings of charts. */
    public String batchCaption() {
        return "%s, batch of %s".formatted(caption(), Numbers.count(batchSize()));
    }

    /** The samples that accuracies after epochs are of. */
    public String evaluatedOn() {
        return task.data().validation() > 0 ? "validation" : "test";
    }

    /** The result of a task; empty if it was not run. */
    public static Optional<TaskResult> of(List<TaskResult> results, TaskSpec task) {
        return results.stream().filter(result -> result.task().equals(task)).findFirst();
    }

    /** An engine's runs, those with the fewest threads; empty if it was not run. */
    public Optional<EngineResult> engine(String name) {
        return engines.stream()
                .filter(candidate -> candidate.engine().equals(name))
                .findFirst();
    }

    /** Of these engines the one with the smallest median of an operation; empty if no such time may be published. */
    public Optional<EngineResult> fastest(List<String> names, Operation operation) {
        return engines.stream()
                .filter(engine -> names.contains(engine.engine())
                        && engine.timings(operation).isPresent())
                .min(Comparator.comparingDouble(
                        engine -> engine.timings(operation).orElseThrow().median()));
    }

    /** How many times as fast an engine's training step is as another's; empty unless both may be published. */
    public Optional<Estimate> speedUp(EngineResult engine, EngineResult over, Bootstrap bootstrap) {
        return over.timings(Operation.STEP)
                .flatMap(other -> engine.timings(Operation.STEP).map(mine -> bootstrap.ratioOfMedians(other, mine)));
    }

    /** The engine that times are compared with; empty if there is nothing to compare. */
    public Optional<EngineResult> reference() {
        var timed = engines.stream()
                .filter(engine -> engine.timings(Operation.STEP).isPresent())
                .toList();
        return EngineNames.REFERENCES.stream()
                .flatMap(name -> timed.stream().filter(engine -> engine.engine().equals(name)))
                .filter(_ -> timed.size() > 1)
                .findFirst();
    }

    /** An engine as it is named in this task's tables: with its heap if it has its own, and with its threads if need be. */
    public String label(EngineResult result) {
        boolean severalThreads = engines.stream()
                .anyMatch(other -> other.engine().equals(result.engine()) && other.threads() != result.threads());
        var options = new ArrayList<String>();
        if (severalThreads) {
            options.add(String.format(Locale.ROOT, "%d thread%s", result.threads(), result.threads() == 1 ? "" : "s"));
        }
        if (result.options().heap() != null) {
            options.add("heap " + result.options().heap());
        }
        return options.isEmpty() ? result.engine() : "%s (%s)".formatted(result.engine(), String.join(", ", options));
    }

    /** Samples in every training step but an epoch's last. */
    public int batchSize() {
        return batchSize(task);
    }

    static int batchSize(TaskSpec task) {
        return Math.min(task.training().batchSize(), task.data().training());
    }
}
