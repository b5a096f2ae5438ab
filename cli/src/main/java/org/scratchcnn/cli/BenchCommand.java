package org.scratchcnn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.EngineCatalog;
import org.scratchcnn.benchmarks.suite.Suite;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.worker.record.ComparisonRecord;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cnn bench}: named suites of measurements. */
@Command(
        name = "bench",
        description = "Run a named set of measurements and print its tables.",
        footer = {
            "",
            "Examples:",
            "  ./cnn bench --set headline --check",
            "  ./cnn bench --set convolutions",
            "",
            "Exit status: 0 if every run and every microbenchmark was completed, 1 if one failed or, with --check, a target is not reached, 2 if wrongly called."
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "SET",
            completionCandidates = SetNames.class,
            description = "What to run: one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String set = "headline";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Processes for each engine and task, round by round. Default: 5 for start, 3 for the others; fewer than 3 give no verdicts.")
    private @Nullable Integer rounds;

    @Option(names = "--check", description = "Exit with 1 if a target of the set is not reached or has no verdict.")
    private boolean check;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    /** Says in the command's help what each set measures. */
    static void describe(CommandLine commandLine) {
        var usage = commandLine.getCommandSpec().usageMessage();
        usage.description(Stream.concat(
                        Stream.concat(Stream.of(usage.description()), Stream.of("")),
                        sets().map(suite -> "%s: %s.".formatted(suite.name(), suite.description())))
                .toArray(String[]::new));
    }

    private static Stream<Suite> sets() {
        return Stream.concat(Suites.BENCHMARKS.stream(), Suites.BRIEF.stream());
    }

    @Override
    public Integer call() throws IOException {
        if (rounds != null && rounds < 1) {
            throw wrong("--rounds must be at least 1, but is " + rounds);
        }
        var suite = sets().filter(candidate -> candidate.name().equals(set))
                .findFirst()
                .orElseThrow(() -> wrong(
                        "There is no set \"%s\"; there are: %s".formatted(set, String.join(", ", new SetNames()))));
        if (check && !suite.hasTargets()) {
            throw wrong("--check looks at targets, which --set %s has none of; these have: %s"
                    .formatted(
                            set,
                            Suites.BENCHMARKS.stream()
                                    .filter(Suite::hasTargets)
                                    .map(Suite::name)
                                    .collect(Collectors.joining(", "))));
        }
        if (rounds != null && suite.defaultRounds() == 0) {
            throw wrong("--rounds is for sets that run engines; --set %s has forks of its own".formatted(set));
        }
        var catalog = new EngineCatalog(Commands.home());
        var plan = suite.plan(
                rounds == null ? suite.defaultRounds() : rounds,
                threads.options().threads(),
                engine -> catalog.obstacle(engine).isEmpty());
        suite.engines()
                .forEach(engine -> catalog.obstacle(engine)
                        .ifPresent(obstacle -> say("Left out: %s. %s".formatted(engine, obstacle))));
        return exitCode(measuring.measure(plan, "bench-" + set, true, threads.options()), check);
    }

    private void say(String message) {
        var errors = Commands.commandLine(spec).getErr();
        errors.println(message);
        errors.flush();
    }

    /** 1 if a run failed, or if targets are to be checked and one is not reached. */
    static int exitCode(ComparisonRecord comparison, boolean check) {
        boolean reached = !check
                || Suites.named(comparison.suite())
                        .map(suite -> suite.reached(comparison))
                        .orElse(false);
        return reached ? MeasuringOptions.exitCode(comparison) : 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Commands.commandLine(spec), message);
    }

    /** For completion and help. */
    static final class SetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SetNames() {
            super(sets().map(Suite::name).toList());
        }
    }
}
