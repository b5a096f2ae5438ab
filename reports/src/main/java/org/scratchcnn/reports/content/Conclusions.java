package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.reports.convergence.Convergence.NoReference;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What a reader may conclude from a record, in a sentence each. */
final class Conclusions {

    private Conclusions() {}

    /** What speaks against quoting the record; nothing if nothing does. */
    static List<String> reservations(ComparisonRecord record) {
        return Stream.of(
                        record.complete()
                                ? Optional.<String>empty()
                                : Optional.of("INCOMPLETE: runs are still missing."),
                        ObstacleTable.sentence(record),
                        MarkedSamplesTable.sentence(record))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What tasks and convolutions show. */
    static List<String> of(List<TaskResult> results, List<KernelResult> kernels, Bootstrap bootstrap) {
        return Stream.of(speed(results, bootstrap), learning(results), convolutions(kernels, bootstrap))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many times as fast the library trains as the reference, in the tasks whose times allow a verdict. */
    private static Optional<String> speed(List<TaskResult> results, Bootstrap bootstrap) {
        SequencedMap<String, List<String>> ratios = new LinkedHashMap<>();
        var doubts = new ArrayList<String>();
        for (var result : results) {
            var reference = result.reference();
            var scratch = result.engines().stream()
                    .filter(engine -> engine.engine().equals(EngineNames.SCRATCH))
                    .findFirst();
            if (reference.isEmpty() || scratch.isEmpty() || reference.equals(scratch)) {
                continue;
            }
            var doubt = Stream.of(scratch.get(), reference.get())
                    .flatMap(engine -> Doubt.about(engine, Operation.STEP).stream())
                    .findFirst();
            doubt.ifPresent(why -> doubts.add("%s (%s)".formatted(result.title(), why)));
            result.speedUp(scratch.get(), reference.get(), bootstrap)
                    .filter(_ -> doubt.isEmpty())
                    .ifPresent(ratio -> ratios.computeIfAbsent(reference.get().engine(), _ -> new ArrayList<>())
                            .add("%s (%s)".formatted(Numbers.withInterval(ratio), result.title())));
        }
        var sentences = new ArrayList<String>();
        ratios.forEach((reference, factors) ->
                sentences.add("On this machine %s does a training step %s times as fast as %s."
                        .formatted(
                                EngineNames.SCRATCH,
                                enumeration(factors),
                                reference.equals(EngineNames.DL4J) ? "Deeplearning4j with oneDNN" : reference)));
        if (!doubts.isEmpty()) {
            sentences.add("There is no verdict on the speed of %s.".formatted(enumeration(doubts)));
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
    }

    /** Whether trainings learned what they should. */
    private static Optional<String> learning(List<TaskResult> results) {
        var judgements = results.stream()
                .flatMap(result -> result.engines().stream())
                .flatMap(engine -> engine.completed().stream())
                .map(ReferencePoints.checkedIn()::judge)
                .toList();
        if (judgements.isEmpty()) {
            return Optional.empty();
        }
        var accuracies = results.stream().mapToDouble(Conclusions::difference).max().stream()
                .filter(Double::isFinite)
                .mapToObj(points -> String.format(
                        Locale.ROOT, " Test accuracies of the engines differ by at most %.2f points.", points))
                .findFirst()
                .orElse("");
        return Optional.of((judgements.stream().allMatch(NoReference.class::isInstance)
                        ? "Nothing says whether the trainings learned what they should: there are no reference runs."
                        : String.format(
                                Locale.ROOT,
                                "Reference runs validate %d of %d trainings.",
                                judgements.stream()
                                        .filter(Validated.class::isInstance)
                                        .count(),
                                judgements.size()))
                + accuracies);
    }

    /** How far the engines' mean test accuracies lie apart, in percentage points; −∞ if fewer than two were trained. */
    private static double difference(TaskResult result) {
        var means = result.engines().stream()
                .map(EngineResult::completed)
                .filter(completed -> !completed.isEmpty())
                .mapToDouble(completed -> completed.stream()
                        .map(EngineRun::test)
                        .flatMap(Stream::ofNullable)
                        .mapToDouble(Evaluation::accuracy)
                        .average()
                        .orElseThrow())
                .summaryStatistics();
        return means.getCount() < 2 ? Double.NEGATIVE_INFINITY : 100 * (means.getMax() - means.getMin());
    }

    /** How many times as fast each algorithm is as the naive one. */
    private static Optional<String> convolutions(List<KernelResult> kernels, Bootstrap bootstrap) {
        SequencedMap<String, List<Double>> ratios = new LinkedHashMap<>();
        for (var kernel : kernels) {
            for (var benchmark : kernel.algorithms()) {
                if (kernel.operation().equals(KernelResult.CONVOLUTION)) {
                    kernel.speedUp(benchmark, bootstrap)
                            .ifPresent(ratio -> ratios.computeIfAbsent(benchmark.algorithm(), _ -> new ArrayList<>())
                                    .add(ratio.value()));
                }
            }
        }
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of("Convolutions, forward and both gradients, are %s times as fast as %s, the nested loops."
                        .formatted(
                                enumeration(ratios.entrySet().stream()
                                        .map(entry -> "%s (%s)".formatted(range(entry.getValue()), entry.getKey()))
                                        .toList()),
                                KernelResult.BASELINE));
    }

    private static String range(List<Double> values) {
        var ends = values.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return "%s to %s".formatted(Numbers.significant(ends.getMin()), Numbers.significant(ends.getMax()));
    }

    private static String enumeration(List<String> words) {
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
