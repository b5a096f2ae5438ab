package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.ConsoleReport;
import org.scratchcnn.reports.Report;
import org.scratchcnn.reports.pair.RecordPair;
import org.scratchcnn.reports.pair.SideBySide;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn compare-records}: two records beside each other, without running anything. */
@Command(
        name = "compare-records",
        description =
                "Print what two records both measured, old beside new, each ratio with its 95 %% interval, and what differs in machine, code, JVMs, flags, engines and data.",
        footer = {
            "",
            "Example:",
            "  ./cnn compare-records before.json after.json --out pages",
            "",
            "Exit status: 0 if both were compared, whatever came of it, 1 if one can't be read, 2 if wrongly called."
        })
final class CompareRecordsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "Record that the other is held against.")
    private Path older = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "Record to compare with it.")
    private Path newer = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Also draw index.html, report.md and charts here. Default: print only.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        var console = Commands.commandLine(spec).getOut();
        print(RecordFiles.read(older), RecordFiles.read(newer), out, console);
        console.flush();
        return 0;
    }

    /** Prints two records beside each other, and draws them if there is a folder to draw them into. */
    static void print(ComparisonRecord older, ComparisonRecord newer, @Nullable Path folder, PrintWriter console)
            throws IOException {
        var content = SideBySide.of(RecordPair.of(older, newer));
        ConsoleReport.print(content, console);
        if (folder != null) {
            Report.render(content, folder);
            console.println("Report: " + folder.resolve(Report.MARKDOWN));
            console.println("Page: " + folder.resolve(Report.PAGE));
        }
    }
}
