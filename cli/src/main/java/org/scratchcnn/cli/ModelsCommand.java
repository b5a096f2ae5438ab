package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.DataSource;
import org.scratchcnn.History;
import org.scratchcnn.Model;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn models}: what model files hold. */
@Command(name = "models", description = "Say what model files hold: network, classes, and how they were trained.")
final class ModelsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files that ./cnn train wrote.")
    private List<Path> files = List.of();

    @Override
    public Integer call() {
        var commandLine = Commands.commandLine(spec);
        var rows = new ArrayList<List<String>>();
        int failed = 0;
        for (var file : files) {
            try (var model = Model.load(file)) {
                rows.add(row(file, model));
            } catch (IOException e) {
                OneLineErrors.print(commandLine, OneLineErrors.explain(e));
                failed++;
            }
        }
        if (!rows.isEmpty()) {
            var columns =
                    Column.list("File | Network | Input | Classes: | Parameters: | Trained on | Epochs: | Held back:");
            commandLine.getOut().println(ConsoleTable.render(new Table("Models", columns, rows, List.of())));
            commandLine.getOut().flush();
        }
        return failed == 0 ? 0 : 1;
    }

    private static List<String> row(Path file, Model model) {
        var network = model.network().spec();
        var history = model.history();
        return List.of(
                file.toString(),
                network.name(),
                network.input().toString(),
                String.format(Locale.ROOT, "%d", model.classNames().size()),
                String.format(Locale.ROOT, "%,d", network.resolve().parameterCount()),
                model.trainedOn().map(DataSource::name).orElse("–"),
                String.format(Locale.ROOT, "%d", history.epochs().size()),
                heldBack(history));
    }

    private static String heldBack(History history) {
        if (history.epochs().isEmpty()) {
            return "–";
        }
        var validation = history.last().validation();
        return validation == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * validation.accuracy());
    }
}
