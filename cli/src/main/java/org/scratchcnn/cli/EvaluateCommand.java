package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.DataSource;
import org.scratchcnn.Dataset;
import org.scratchcnn.Evaluation;
import org.scratchcnn.Model;
import org.scratchcnn.json.RecordJson;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn evaluate}: how well a model does. */
@Command(
        name = "evaluate",
        description =
                "Say how well a model does on images: accuracy and loss, what it confuses with what, precision and recall of each class.",
        footer = {
            "",
            "Of the data that the model was trained on, the images that were set apart for testing are taken, of other data all."
        })
final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "A file that ./cnn train wrote.")
    private Path file = Path.of("");

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var out = Commands.commandLine(spec).getOut();
        try (var model = Model.load(file)) {
            var images = data.load(model.trainedOn().map(DataSource::name).orElse(null), model.input());
            var chosen = images.unseenBy(model);
            boolean known = !chosen.equals(images.all());
            var evaluation = model.evaluate(chosen);
            if (json) {
                out.println(RecordJson.write(json(evaluation)));
            } else {
                images.skipped().forEach(out::println);
                print(out, chosen, known, evaluation);
            }
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> json(Evaluation evaluation) {
        var json = new LinkedHashMap<String, Object>();
        json.put("samples", evaluation.samples());
        json.put("loss", evaluation.loss());
        json.put("accuracy", evaluation.accuracy());
        switch (evaluation) {
            case Evaluation.OfClasses classes -> {
                int count = classes.classNames().size();
                json.put("classNames", classes.classNames());
                json.put(
                        "precision",
                        IntStream.range(0, count).mapToObj(classes::precision).toList());
                json.put(
                        "recall",
                        IntStream.range(0, count).mapToObj(classes::recall).toList());
                json.put("confusion", classes.confusion());
            }
            case Evaluation.OfValues values -> {
                json.put("meanAbsoluteError", values.meanAbsoluteError());
                json.put("meanSquaredError", values.meanSquaredError());
                json.put("r2", values.r2());
            }
        }
        return json;
    }

    private static void print(PrintWriter out, Dataset chosen, boolean known, Evaluation evaluation) {
        out.printf(
                Locale.ROOT,
                "%,d images of %s%s: loss %.4f, accuracy %.2f %%%n",
                chosen.size(),
                chosen.source().name(),
                known ? " that were set apart for testing" : "",
                evaluation.loss(),
                100 * evaluation.accuracy());
        switch (evaluation) {
            case Evaluation.OfClasses classes -> {
                out.println();
                out.println(ConsoleTable.render(byClass(classes)));
                out.println(ConsoleTable.render(confusion(classes)));
            }
            case Evaluation.OfValues _ -> {}
        }
    }

    private static Table byClass(Evaluation.OfClasses evaluation) {
        return new Table(
                "By class",
                Column.list("Class | Images: | Precision: | Recall:"),
                IntStream.range(0, evaluation.classNames().size())
                        .mapToObj(k -> List.of(
                                evaluation.classNames().get(k),
                                String.format(Locale.ROOT, "%,d", evaluation.ofClass(k)),
                                percent(evaluation.precision(k)),
                                percent(evaluation.recall(k))))
                        .toList(),
                List.of(
                        "Precision: of the answers that name the class, how many are right. Recall: of the images of the class, how many were found."));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static Table confusion(Evaluation.OfClasses evaluation) {
        var names = evaluation.classNames();
        var columns = new StringBuilder("Truth");
        IntStream.rangeClosed(1, names.size())
                .forEach(number -> columns.append(" | ").append(number).append(':'));
        var rows = new ArrayList<List<String>>();
        for (int k = 0; k < names.size(); k++) {
            var row = new ArrayList<String>();
            row.add(k + 1 + " " + names.get(k));
            evaluation
                    .confusion()
                    .get(k)
                    .forEach(count -> row.add(count == 0 ? "·" : String.format(Locale.ROOT, "%d", count)));
            rows.add(row);
        }
        return new Table(
                "Confusion",
                Column.list(columns.toString()),
                rows,
                List.of("Columns: what was answered, by the numbers of the rows."));
    }
}
