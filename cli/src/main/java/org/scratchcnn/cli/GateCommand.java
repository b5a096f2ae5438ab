package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.ForkProcess;
import org.scratchcnn.benchmarks.gate.Gate;
import org.scratchcnn.benchmarks.gate.GateRun;
import org.scratchcnn.benchmarks.gate.GateSet;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./cnn gate}: whether a revision is slower than another one. */
@Command(
        name = "gate",
        description = {
            "Build two revisions, time them in turns on this machine, and say whether the head is slower than the base.",
            "",
            "The libraries of both are built in target/gate-revisions. Only committed code is measured. On two cores the set \"gate\" takes a quarter of an hour where the machine is quiet.",
            "The rules, and how often they are wrong: docs/measurement.md."
        },
        footer = {
            "",
            "Examples:",
            "  ./cnn gate --base main --head HEAD",
            "  ./cnn gate --base HEAD~1 --set quick --minutes 10",
            "",
            "Exit status: 0 PASS or INCONCLUSIVE (2 with --strict), 1 FAIL or could not be done, 2 if wrongly called."
        },
        subcommands = {GateSelfTestCommand.class, GateLockCommand.class})
final class GateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--base",
            paramLabel = "REVISION",
            description = "What the head is compared with: a branch, a tag or a commit. Default: ${DEFAULT-VALUE}.")
    private String base = "main";

    @Option(
            names = "--head",
            paramLabel = "REVISION",
            description = "What is to pass: a branch, a tag or a commit. Default: ${DEFAULT-VALUE}.")
    private String head = "HEAD";

    @Option(
            names = "--set",
            paramLabel = "SET",
            description = "Benchmarks: one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private GateSet set = GateSet.GATE;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "How long at most, builds included; what is open then is INCONCLUSIVE. Default: ${DEFAULT-VALUE}.")
    private int minutes = 45;

    @Option(names = "--strict", description = "Exit with 2 where the conclusion is INCONCLUSIVE.")
    private boolean strict;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where summary.md, record.json and the builds' logs go. Default: target/gate.")
    private @Nullable Path out;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var time = Commands.wronglyCalledIfIllegal(spec, () -> time(minutes));
        var folder = out == null ? defaultFolder() : out;
        var commandLine = Commands.commandLine(spec);
        var result = new GateRun(
                        Commands.typed(spec),
                        Commands.home(),
                        base,
                        head,
                        set,
                        time,
                        folder,
                        new Gate(threads.options().threads(), commandLine.getErr()::println),
                        ForkProcess::starter)
                .run();
        var console = commandLine.getOut();
        console.print(result.text());
        console.println("Files: " + folder);
        console.flush();
        return exitCode(result.conclusion(), strict);
    }

    /** Where the gate's files go where nothing else is asked for. */
    static Path defaultFolder() {
        return Commands.home().resolve("target").resolve("gate");
    }

    /**
     * What {@code --minutes} stands for.
     *
     * @throws IllegalArgumentException if that is no time
     */
    static Duration time(int minutes) {
        if (minutes < 1) {
            throw new IllegalArgumentException("--minutes must be at least 1, but is " + minutes);
        }
        return Duration.ofMinutes(minutes);
    }

    /** What the conclusion is to a shell. */
    static int exitCode(Verdict conclusion, boolean strict) {
        return switch (conclusion) {
            case PASS -> 0;
            case INCONCLUSIVE -> strict ? 2 : 0;
            case FAIL -> 1;
        };
    }
}
