package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun;

/** Loss and accuracy after each epoch, or after some of them where there are many. */
final class EpochTable {

    private static final int MAX_ROWS = 12;

    private EpochTable() {}

    /** The table; empty if nothing was trained for more than one epoch. */
    static Optional<Table> of(TaskResult result) {
        var trained = result.engines().stream()
                .filter(engine -> !engine.completed().isEmpty())
                .toList();
        int epochs = trained.stream()
                .flatMap(engine -> engine.completed().stream())
                .mapToInt(run -> run.epochs().size())
                .max()
                .orElse(0);
        if (epochs < 2) {
            return Optional.empty();
        }
        var columns = new ArrayList<>(List.of(Column.number("Epoch")));
        trained.forEach(engine -> columns.add(Column.number(result.label(engine))));
        int stride = Math.ceilDiv(epochs, MAX_ROWS);
        var rows = IntStream.rangeClosed(1, epochs)
                .filter(epoch -> epoch == 1 || epoch == epochs || epoch % stride == 0)
                .mapToObj(epoch -> {
                    var cells = new ArrayList<>(List.of(Integer.toString(epoch)));
                    trained.forEach(engine -> cells.add(cell(epoch, engine.completed())));
                    return (List<String>) cells;
                })
                .toList();
        return Optional.of(new Table(
                "%s: training loss and accuracy on the %s samples by epoch"
                        .formatted(result.caption(), result.evaluatedOn()),
                columns,
                rows,
                trained.stream().anyMatch(engine -> engine.completed().size() > 1)
                        ? List.of("Means over the seeds that were trained so far.")
                        : List.of()));
    }

    private static String cell(int epoch, List<EngineRun> runs) {
        var results = runs.stream()
                .flatMap(run -> run.epochs().stream())
                .filter(result -> result.epoch() == epoch)
                .toList();
        return results.isEmpty()
                ? Numbers.NONE
                : "%s, %s"
                        .formatted(
                                Numbers.fixed(
                                        results.stream()
                                                .mapToDouble(EpochResult::trainingLoss)
                                                .average()
                                                .orElseThrow(),
                                        3),
                                Numbers.percent(
                                        results.stream()
                                                .mapToDouble(result ->
                                                        result.evaluation().accuracy())
                                                .average()
                                                .orElseThrow(),
                                        1));
    }
}
