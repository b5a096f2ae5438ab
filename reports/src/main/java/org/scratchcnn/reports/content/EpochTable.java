package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun;

/** Accuracy after each epoch, or after some of them where there are many. */
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
        if (trained.isEmpty() || epochs < 2) {
            return Optional.empty();
        }
        var columns = new ArrayList<Column>();
        columns.add(Column.number("Epoch"));
        trained.forEach(engine -> columns.add(Column.number(result.label(engine))));
        var rows = shown(epochs).stream().map(epoch -> row(epoch, trained)).toList();
        String samples = result.task().data().validation() > 0 ? "validation" : "test";
        var notes = trained.stream().anyMatch(engine -> engine.completed().size() > 1)
                ? List.of("Means over the seeds whose training came so far.")
                : List.<String>of();
        return Optional.of(new Table(
                "%s: training loss and accuracy on the %s samples by epoch".formatted(result.caption(), samples),
                columns,
                rows,
                notes));
    }

    private static List<Integer> shown(int epochs) {
        int stride = Math.ceilDiv(epochs, MAX_ROWS);
        return IntStream.rangeClosed(1, epochs)
                .filter(epoch -> epoch == 1 || epoch == epochs || epoch % stride == 0)
                .boxed()
                .toList();
    }

    private static List<String> row(int epoch, List<EngineResult> engines) {
        var cells = new ArrayList<String>();
        cells.add(Integer.toString(epoch));
        engines.forEach(engine -> cells.add(cell(epoch, engine.completed())));
        return cells;
    }

    private static String cell(int epoch, List<EngineRun> runs) {
        var results = runs.stream()
                .flatMap(run -> run.epochs().stream())
                .filter(result -> result.epoch() == epoch)
                .toList();
        if (results.isEmpty()) {
            return Numbers.NONE;
        }
        double loss = MeanEstimate.of(
                        results.stream().mapToDouble(EpochResult::trainingLoss).toArray())
                .value();
        double accuracy = MeanEstimate.of(results.stream()
                        .map(EpochResult::evaluation)
                        .mapToDouble(Evaluation::accuracy)
                        .toArray())
                .value();
        return "%s, %s".formatted(Numbers.fixed(loss, 3), Numbers.percent(accuracy, 1));
    }
}
