package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.reports.convergence.Convergence.NoReference;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RunConditions;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What a reader may conclude from a record, in a sentence each. */
final class Conclusions {

    private Conclusions() {}

    /** What speaks against quoting the record; nothing if nothing does. */
    static List<String> reservations(ComparisonRecord record) {
        var sentences = new ArrayList<String>();
        if (!record.complete()) {
            sentences.add("INCOMPLETE: runs are still missing.");
        }
        var failed = "%d of %d %s failed; the report says why, below \"" + ObstacleTable.HEADING + "\".";
        add(sentences, failed, "run", record.runs(), Publication::failed);
        add(sentences, failed, "microbenchmark", record.microbenchmarks(), Publication::failed);
        var disturbed = "The machine was disturbed during %d of %d %s; the report says which, below \"Environment\".";
        add(sentences, disturbed, "run", record.conditions(), RunConditions::marked);
        return sentences;
    }

    /** Adds a sentence with how many there are of how many, if there is one. */
    private static <T> void add(
            List<String> sentences, String sentence, String what, List<T> all, Predicate<T> counted) {
        long some = all.stream().filter(counted).count();
        if (some > 0) {
            sentences.add(String.format(Locale.ROOT, sentence, some, all.size(), all.size() == 1 ? what : what + "s"));
        }
    }

    /** What tasks and convolutions show. */
    static List<String> of(List<TaskResult> results, List<KernelResult> convolutions, Bootstrap bootstrap) {
        return Stream.of(speed(results, bootstrap), learning(results), convolutions(convolutions, bootstrap))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    /** How many times as fast the library trains as the reference, in the tasks whose times allow a verdict. */
    private static String speed(List<TaskResult> results, Bootstrap bootstrap) {
        SequencedMap<String, List<String>> ratios = new LinkedHashMap<>();
        var doubtful = new LinkedHashMap<String, List<EngineResult>>();
        for (var result : results) {
            var reference = result.reference();
            var scratch = result.engine(EngineNames.SCRATCH);
            if (reference.isEmpty() || scratch.isEmpty() || reference.equals(scratch)) {
                continue;
            }
            var both = List.of(scratch.get(), reference.get());
            if (both.stream()
                    .anyMatch(engine -> Doubt.about(engine, Operation.STEP).isPresent())) {
                doubtful.put(result.title(), both);
            } else {
                result.speedUp(scratch.get(), reference.get(), bootstrap)
                        .ifPresent(
                                ratio -> ratios.computeIfAbsent(reference.get().engine(), _ -> new ArrayList<>())
                                        .add("%s (%s)".formatted(Numbers.withInterval(ratio), result.title())));
            }
        }
        var sentences = new ArrayList<String>();
        ratios.forEach((reference, factors) ->
                sentences.add("On this machine %s does a training step %s times as fast as %s."
                        .formatted(
                                EngineNames.SCRATCH,
                                enumeration(factors),
                                reference.equals(EngineNames.DL4J) ? "Deeplearning4j with oneDNN" : reference)));
        if (!doubtful.isEmpty()) {
            sentences.add("No verdict on speed%s: %s."
                    .formatted(ratios.isEmpty() ? "" : " for " + enumeration(doubtful.keySet()), reasons(doubtful)));
        }
        return String.join(" ", sentences);
    }

    /** Why tasks have no verdict on speed; the tables of their times have the details. */
    private static String reasons(SequencedMap<String, List<EngineResult>> doubtful) {
        var reasons = new ArrayList<String>();
        var starts = doubtful.values().stream()
                .flatMap(List::stream)
                .flatMap(engine -> engine.timings(Operation.STEP).stream())
                .mapToInt(times -> times.starts().size())
                .summaryStatistics();
        if (starts.getMin() < Doubt.LEAST_STARTS) {
            reasons.add(
                    starts.getMax() == 1
                            ? "each engine was started once"
                            : String.format(Locale.ROOT, "not every engine was started %d times", Doubt.LEAST_STARTS));
        }
        var disturbed = doubtful.entrySet().stream()
                .filter(task -> task.getValue().stream().anyMatch(engine -> Doubt.disturbed(engine, Operation.STEP)))
                .map(Map.Entry::getKey)
                .toList();
        if (!disturbed.isEmpty()) {
            var subject = disturbed.size() == doubtful.size()
                    ? "the machine was"
                    : enumeration(disturbed) + (disturbed.size() == 1 ? " was" : " were");
            reasons.add(subject + " disturbed" + (reasons.isEmpty() ? "" : " too"));
        }
        return String.join("; ", reasons);
    }

    /** Whether trainings learned what they should. */
    private static String learning(List<TaskResult> results) {
        var judgements = results.stream()
                .flatMap(result -> result.engines().stream())
                .flatMap(engine -> engine.completed().stream())
                .map(ReferencePoints.checkedIn()::judge)
                .toList();
        if (judgements.isEmpty()) {
            return "";
        }
        var validated = judgements.stream().allMatch(NoReference.class::isInstance)
                ? "Nothing says whether the trainings learned what they should: there are no reference runs."
                : String.format(
                        Locale.ROOT,
                        "Reference runs validate %d of %d trainings.",
                        judgements.stream().filter(Validated.class::isInstance).count(),
                        judgements.size());
        double points =
                results.stream().mapToDouble(Conclusions::difference).max().orElse(0);
        return Double.isFinite(points)
                ? String.format(
                        Locale.ROOT,
                        "%s Test accuracies of the engines differ by at most %.2f points.",
                        validated,
                        points)
                : validated;
    }

    /** How far the engines' mean test accuracies lie apart, in percentage points; −∞ if fewer than two were trained. */
    private static double difference(TaskResult result) {
        var means = result.engines().stream()
                .flatMapToDouble(engine -> engine.completed().stream()
                        .flatMap(run -> Stream.ofNullable(run.test()))
                        .mapToDouble(Evaluation::accuracy)
                        .average()
                        .stream())
                .summaryStatistics();
        return means.getCount() < 2 ? Double.NEGATIVE_INFINITY : 100 * (means.getMax() - means.getMin());
    }

    /** How many times as fast each algorithm is as the naive one. */
    private static String convolutions(List<KernelResult> kernels, Bootstrap bootstrap) {
        SequencedMap<String, DoubleSummaryStatistics> ratios = new LinkedHashMap<>();
        for (var kernel : kernels) {
            for (var benchmark : kernel.algorithms()) {
                kernel.speedUp(benchmark, bootstrap)
                        .ifPresent(ratio -> ratios.computeIfAbsent(
                                        benchmark.algorithm(), _ -> new DoubleSummaryStatistics())
                                .accept(ratio.value()));
            }
        }
        var ranges = ratios.entrySet().stream()
                .map(ratio -> "%s to %s (%s)"
                        .formatted(
                                Numbers.significant(ratio.getValue().getMin()),
                                Numbers.significant(ratio.getValue().getMax()),
                                ratio.getKey()))
                .toList();
        return ranges.isEmpty()
                ? ""
                : "Convolutions, forward and both gradients, are %s times as fast as %s, the nested loops."
                        .formatted(enumeration(ranges), KernelResult.BASELINE);
    }

    private static String enumeration(Collection<String> words) {
        var all = List.copyOf(words);
        return all.size() == 1
                ? all.getFirst()
                : String.join(", ", all.subList(0, all.size() - 1)) + " and " + all.getLast();
    }
}
