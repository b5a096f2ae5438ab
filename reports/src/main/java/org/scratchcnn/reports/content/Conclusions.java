package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.reports.convergence.Convergence.NoReference;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
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

    /** How many times as fast the library trains as the reference, in the tasks that have the same one. */
    private static Optional<String> speed(List<TaskResult> results, Bootstrap bootstrap) {
        var reference = results.stream()
                .flatMap(result -> result.reference().stream())
                .map(EngineResult::engine)
                .findFirst();
        var ratios = new ArrayList<String>();
        for (var result : results) {
            var other = result.reference()
                    .filter(engine -> Optional.of(engine.engine()).equals(reference));
            var scratch = result.engines().stream()
                    .filter(engine -> engine.engine().equals(EngineNames.SCRATCH))
                    .findFirst();
            var ratio = scratch.flatMap(engine -> other.flatMap(over -> result.speedUp(engine, over, bootstrap)));
            boolean once = Stream.of(scratch, other)
                    .flatMap(Optional::stream)
                    .flatMap(engine -> engine.timings(Operation.STEP).stream())
                    .anyMatch(samples -> samples.starts().size() == 1);
            ratio.map(times -> "%s (%s%s)"
                            .formatted(Numbers.withInterval(times), result.title(), once ? ", one process each" : ""))
                    .ifPresent(ratios::add);
        }
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of("On this machine %s does a training step %s times as fast as %s."
                        .formatted(EngineNames.SCRATCH, enumeration(ratios), title(reference.orElseThrow())));
    }

    private static String title(String engine) {
        return switch (engine) {
            case EngineNames.DL4J -> "Deeplearning4j with oneDNN";
            case EngineNames.DL4J_SHIPPED -> "Deeplearning4j as shipped";
            case EngineNames.PYTORCH, EngineNames.PYTORCH_CHANNELS_LAST -> "PyTorch";
            default -> engine;
        };
    }

    /** Whether trainings learned what they should. */
    private static Optional<String> learning(List<TaskResult> results) {
        var runs = results.stream()
                .flatMap(result -> result.engines().stream())
                .flatMap(engine -> engine.completed().stream())
                .toList();
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        var judged = runs.stream()
                .map(ReferencePoints.checkedIn()::judge)
                .filter(judgement -> !(judgement instanceof NoReference))
                .toList();
        long validated = judged.stream().filter(Validated.class::isInstance).count();
        var words = new ArrayList<String>();
        if (judged.isEmpty()) {
            words.add("no reference runs say whether the trainings learned what they should");
        } else {
            words.add(String.format(
                    Locale.ROOT, "%d of %d trainings are validated by reference runs", validated, runs.size()));
        }
        results.stream().mapToDouble(Conclusions::difference).max().stream()
                .filter(Double::isFinite)
                .mapToObj(points -> String.format(
                        Locale.ROOT, "test accuracies of the engines differ by at most %.2f points", points))
                .forEach(words::add);
        var sentence = String.join("; ", words);
        return Optional.of(sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".");
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
        Map<String, List<Double>> ratios = new LinkedHashMap<>();
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
