package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.result.TimeToAccuracy;
import org.scratchcnn.reports.result.TimeToAccuracy.Attempt;
import org.scratchcnn.reports.result.TimeToAccuracy.Converged;
import org.scratchcnn.reports.result.TimeToAccuracy.NotConverged;
import org.scratchcnn.reports.result.TimeToAccuracy.NotPublished;
import org.scratchcnn.reports.statistics.OlympicMean;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/** How many epochs and seconds each engine took to the accuracy at which training was to stop. */
final class TimeToAccuracyTable {

    private TimeToAccuracyTable() {}

    /** The table; empty if the task was trained for a number of epochs instead. */
    static Optional<Table> of(ComparisonRecord record, TaskResult result) {
        OptionalDouble target = TimeToAccuracy.target(record, result);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        for (var engine : TimeToAccuracy.of(result, target.getAsDouble())) {
            rows.add(summary(result.label(engine.engine()), engine));
            for (int i = 0; i < engine.attempts().size(); i++) {
                rows.add(single(engine, i));
            }
        }
        return Optional.of(new Table(
                "%s: epochs and seconds to an accuracy of %s %% on the %s samples"
                        .formatted(
                                result.caption(),
                                Numbers.plain(100 * target.getAsDouble()),
                                result.task().data().validation() > 0 ? "validation" : "test"),
                List.of(
                        Column.text("Engine"),
                        Column.number("Seed"),
                        Column.number("Epochs"),
                        Column.number("Compute, s"),
                        Column.number("End to end, s"),
                        Column.number("Accuracy"),
                        Column.text("Result")),
                rows,
                List.of(
                        "Compute: within training steps. End to end: from the first batch to the last update of the epoch that"
                                + " reached it. Evaluation after each epoch is off both clocks.",
                        "Engine's line: mean ± standard deviation of the runs that converged. Result: end to end, as MLPerf"
                                + String.format(
                                        Locale.ROOT,
                                        " Training has it: of %d runs or more the fastest and the slowest are dropped and the others averaged; a run that did not converge is the slowest, and with two of them there is no result.",
                                        OlympicMean.FEWEST_TO_DROP))));
    }

    private static List<String> summary(String label, TimeToAccuracy engine) {
        var converged = engine.converged();
        return List.of(
                label,
                engine.attempts().stream()
                        .map(attempt -> Long.toString(attempt.run().seed()))
                        .collect(Collectors.joining(", ")),
                meanAndDeviation(converged, Converged::epochs),
                meanAndDeviation(converged, Converged::computeSeconds),
                meanAndDeviation(converged, Converged::endToEndSeconds),
                "",
                result(engine));
    }

    private static String meanAndDeviation(List<Converged> runs, ToDoubleFunction<Converged> figure) {
        return runs.isEmpty()
                ? Numbers.NONE
                : Numbers.withDeviation(runs.stream().mapToDouble(figure).toArray());
    }

    private static String result(TimeToAccuracy engine) {
        var counted = engine.result();
        if (counted.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "did not converge (%d of %d runs did)",
                    engine.converged().size(),
                    engine.attempts().size());
        }
        return "%s s, %s epochs"
                .formatted(
                        Numbers.significant(mean(counted, Converged::endToEndSeconds)),
                        Numbers.significant(mean(counted, Converged::epochs)));
    }

    private static double mean(List<Converged> runs, ToDoubleFunction<Converged> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static List<String> single(TimeToAccuracy engine, int index) {
        Attempt attempt = engine.attempts().get(index);
        String seed = Long.toString(attempt.run().seed());
        String name = "· seed " + seed;
        boolean dropped =
                engine.counted().isPresent() && !engine.counted().get().contains(index);
        return switch (attempt.ending()) {
            case Converged(var epochs, var accuracy, var compute, var endToEnd) ->
                List.of(
                        name,
                        seed,
                        Integer.toString(epochs),
                        Numbers.significant(compute),
                        Numbers.significant(endToEnd),
                        Numbers.percent(accuracy, 2),
                        dropped ? "dropped" : "");
            case NotConverged(var epochs, var best) ->
                List.of(
                        name,
                        seed,
                        Numbers.NONE,
                        Numbers.NONE,
                        Numbers.NONE,
                        Numbers.percent(best, 2),
                        String.format(
                                Locale.ROOT,
                                "did not converge in %d epoch%s, best accuracy given%s",
                                epochs,
                                epochs == 1 ? "" : "s",
                                dropped ? "; dropped" : ""));
            case NotPublished(var why) ->
                List.of(
                        name,
                        seed,
                        Numbers.NONE,
                        Numbers.NONE,
                        Numbers.NONE,
                        Numbers.NONE,
                        "not published: %s%s".formatted(why, dropped ? "; dropped" : ""));
        };
    }
}
