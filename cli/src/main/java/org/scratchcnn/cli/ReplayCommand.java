package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.harness.EngineCatalog;
import org.scratchcnn.reports.content.SideBySide;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn replay}: a record's measurement once more. */
@Command(
        name = "replay",
        description = {
            "Measure again what a record was planned to hold: the same engines, tasks, seeds, operations, threads and heaps in the same order; and print old beside new.",
            "",
            "The plan is the record's, the code is this build's."
        },
        footer = {
            "",
            "Example:",
            "  ./cnn replay target/comparison/records/spiral-20260304-050607.json",
            "",
            "Exit status: 0 if every run was completed, 1 if one failed, the library learned slower or faster than the reference lets expect, or the record can't be replayed, 2 if wrongly called."
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RECORD", description = "Record whose measurement is to be repeated.")
    private Path recordFile = Path.of("");

    @Mixin
    private MeasuringOptions measuring;

    private final EngineCatalog catalog;

    /** For picocli. */
    ReplayCommand() {
        this(Commands.home());
    }

    /** With the engines of the project in this folder. */
    ReplayCommand(Path home) {
        measuring = new MeasuringOptions(home);
        catalog = new EngineCatalog(home);
    }

    @Override
    public Integer call() throws IOException {
        var older = RecordFiles.read(recordFile);
        var recorded = older.plan();
        for (var run : recorded.runs()) {
            var obstacle = catalog.obstacle(run.engine());
            if (obstacle.isPresent()) {
                throw new IOException("%s: can't be replayed: %s".formatted(recordFile, obstacle.get()));
            }
        }
        var plan = ComparisonPlan.of(older.suite(), recorded);
        var newer = measuring.measure(plan, "replay", recorded.standInAllowed(), recorded.options());
        var console = Commands.commandLine(spec).getOut();
        var records = new LinkedHashMap<String, ComparisonRecord>();
        records.put("old", older);
        records.put("new", newer);
        SideBySide.of(records).ifPresent(table -> console.println(ConsoleTable.render(table)));
        console.flush();
        return MeasuringOptions.exitCode(newer);
    }
}
