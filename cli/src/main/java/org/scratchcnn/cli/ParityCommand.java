package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.EngineCatalog;
import org.scratchcnn.benchmarks.harness.Parity;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.network.zoo.OperationCases;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.worker.EngineNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cnn parity}: whether every operation computes what it should. */
@Command(
        name = "parity",
        description =
                "Let engines compute every layer, loss and optimizer from the same drawn numbers, and print how far each is from PyTorch in double precision. It needs PyTorch: ./mvnw -Ppytorch package -DskipTests",
        footer = {"", "Exit status: 0 if the library is near enough everywhere, 1 if not, 2 if wrongly called."})
final class ParityCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--engines",
            paramLabel = "ENGINE",
            split = ",",
            completionCandidates = CompareCommand.EngineCandidates.class,
            description =
                    "Engines to compare, of ${COMPLETION-CANDIDATES}. Default: scratch,scratch-im2col,scratch-naive,dl4j,pytorch.")
    private List<String> engines = List.of(
            EngineNames.SCRATCH,
            EngineNames.SCRATCH_IM2COL,
            EngineNames.SCRATCH_NAIVE,
            EngineNames.DL4J,
            EngineNames.PYTORCH);

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the table there, as Markdown.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Commands.wronglyCalledIfIllegal(
                spec, () -> engines.stream().map(EngineNames::require).toList());
        Parity parity;
        try {
            parity = Parity.of(
                    new EngineCatalog(Commands.home()),
                    engines,
                    EngineNames.PYTORCH_DOUBLE,
                    OperationCases.all(),
                    Commands.results(null).resolve("logs"));
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
        var console = Commands.commandLine(spec).getOut();
        console.print(ConsoleTable.render(parity.table()));
        console.flush();
        if (out != null) {
            AtomicFile.write(out, MarkdownTable.render(parity.table()).getBytes(StandardCharsets.UTF_8));
        }
        return parity.isClose() ? 0 : 1;
    }
}
