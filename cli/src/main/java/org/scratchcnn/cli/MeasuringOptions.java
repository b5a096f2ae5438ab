package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.harness.EngineCatalog;
import org.scratchcnn.benchmarks.harness.Harness;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.reports.ConsoleReport;
import org.scratchcnn.reports.Report;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands that measure have in common: where data come from, where results go. */
final class MeasuringOptions {

    static final String DATA_DESCRIPTION =
            "Folder of the data sets. Default: the system property cnn.data, the environment variable CNN_DATA, or ~/.cache/cnn-datasets.";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "FOLDER", description = DATA_DESCRIPTION)
    private @Nullable Path data;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where records, tables and charts go. Default: target/comparison.")
    private @Nullable Path out;

    private final Path home;

    MeasuringOptions() {
        this(Commands.home());
    }

    /** Options for the engines of the project in this folder. */
    MeasuringOptions(Path home) {
        this.home = home;
    }

    /** Where results go. */
    Path folder() {
        return Commands.results(out);
    }

    /** Runs the plan with progress, writes the record, prints and draws it. */
    ComparisonRecord measure(ComparisonPlan plan, String title, boolean standIn, EngineOptions options)
            throws IOException {
        var folder = folder();
        var name = title + "-" + Commands.timestamp();
        var recordFile = folder.resolve("records").resolve(name + ".json");
        var settings = new Harness.Settings(
                Commands.typed(spec),
                home,
                DataRoot.find(data).folder(),
                standIn,
                options,
                recordFile,
                folder.resolve("logs").resolve(name));
        var progress = Progress.onStandardError();
        var comparison = run(plan, new Harness(new EngineCatalog(home), settings, progress), recordFile, progress);
        var console = Commands.commandLine(spec).getOut();
        try {
            print(comparison, folder, console);
        } finally {
            // Whatever a report throws: the record is there.
            console.println("Record: " + recordFile);
            console.flush();
        }
        if (Publication.learnedSuspiciously(comparison)) {
            progress.say(
                    "The library learned slower or faster than the reference lets expect; the table of accuracies says where.");
        }
        return comparison;
    }

    /** Runs the plan; whoever interrupts it is told where to find what was finished. */
    private static ComparisonRecord run(ComparisonPlan plan, Harness harness, Path recordFile, Progress progress)
            throws IOException {
        var running = new AtomicBoolean(true);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (running.get() && Files.exists(recordFile)) {
                progress.say("Interrupted. What was finished is in %s, marked incomplete.", recordFile);
            }
        }));
        try {
            return harness.run(plan, measured -> onceMore(measured, progress));
        } finally {
            running.set(false);
        }
    }

    /** What a build measures again before it fails for its speed. */
    private static List<PlannedRun> onceMore(ComparisonRecord measured, Progress progress) {
        var runs = Suites.named(measured.suite())
                .map(suite -> suite.onceMore(measured))
                .orElseGet(List::of);
        if (!runs.isEmpty()) {
            progress.say("Far outside of what is usual: timed once more, to tell it from a disturbance");
        }
        return runs;
    }

    /** 1 if a run or a microbenchmark failed, the library did not learn what it should, or its suite fails the record. */
    static int exitCode(ComparisonRecord comparison) {
        boolean failed = Stream.concat(
                        comparison.runs().stream().map(EngineRun::outcome),
                        comparison.microbenchmarks().stream().map(Microbenchmark::outcome))
                .anyMatch(outcome -> outcome instanceof Outcome.Failed);
        boolean ofSuite = Suites.named(comparison.suite())
                .map(suite -> suite.failed(comparison))
                .orElse(false);
        return failed || ofSuite || Publication.learnedSuspiciously(comparison) ? 1 : 0;
    }

    /** Prints what the report says in short, and draws it. */
    static void print(ComparisonRecord comparison, Path folder, PrintWriter console) throws IOException {
        var report = Suites.report(comparison);
        console.println(ConsoleReport.of(report));
        Report.render(report, folder);
        console.println("Report: " + folder.resolve(Report.MARKDOWN));
        console.println("Page: " + folder.resolve(Report.PAGE));
    }
}
