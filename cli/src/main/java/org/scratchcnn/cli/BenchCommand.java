package org.scratchcnn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.harness.EngineCatalog;
import org.scratchcnn.benchmarks.harness.EngineSet;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.reports.result.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cnn bench}: named sets of measurements. */
@Command(
        name = "bench",
        description = {
            "Run a named set of measurements and print its tables.",
            "",
            "headline: how many times as fast as Deeplearning4j and PyTorch, target by target, and the share of the machine's peak.",
            "start: how soon each engine trains, and how much memory it takes to.",
            "scaling: what the time of a training step grows with.",
            "large-convolutions: single convolutions with many channels beside PyTorch's and beside the machine's peak.",
            "smoke: JMH, every benchmark once, in under two minutes; no figures to quote.",
            "kernels: JMH, every kernel with every algorithm, and whole networks; about half an hour.",
            "convolutions, convolutions-long: JMH microbenchmarks of the convolution algorithms.",
            "road: JMH, each step from the naive loops to the last kernel, for docs/performance.md.",
            "auto: JMH, DIRECT against WINOGRAD over channels and sides, for docs/measurements/auto.md."
        },
        footer = {
            "",
            "Examples:",
            "  ./cnn bench --set headline --check",
            "  ./cnn bench --set convolutions",
            "",
            "Exit status: 0 if every run was completed, 1 if one failed or, with --check, a target is not reached, 2 if wrongly called."
        })
final class BenchCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--set",
            paramLabel = "SET",
            completionCandidates = SetNames.class,
            description = "What to run: one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String set = MicrobenchmarkSet.CONVOLUTIONS.title();

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Processes for each engine and task, round by round. Default: 3 for headline, 5 for start, 2 for scaling.")
    private @Nullable Integer rounds;

    @Option(names = "--check", description = "Exit with 1 if a target of the set is not reached or was not measured.")
    private boolean check;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    @Override
    public Integer call() throws IOException {
        if (check && !Targets.SUITES.contains(set)) {
            throw wrong("--check looks at targets, which --set %s has none of; these have: %s"
                    .formatted(set, String.join(", ", Targets.SUITES)));
        }
        var plan = EngineSet.named(set).map(this::enginePlan).orElseGet(this::microbenchmarkPlan);
        return exitCode(measuring.measure(plan, "bench-" + set, true, threads.options()), check);
    }

    private ComparisonPlan enginePlan(EngineSet engines) {
        var catalog = new EngineCatalog(Commands.home());
        var plan = Commands.wronglyCalledIfIllegal(
                spec,
                () -> engines.plan(
                        rounds == null ? engines.defaultRounds() : rounds,
                        threads.options().threads(),
                        engine -> catalog.obstacle(engine).isEmpty()));
        sayWhatIsLeftOut(engines.engines(), catalog);
        return plan;
    }

    private void sayWhatIsLeftOut(List<String> engines, EngineCatalog catalog) {
        for (var engine : engines) {
            catalog.obstacle(engine)
                    .ifPresent(obstacle -> Commands.commandLine(spec)
                            .getErr()
                            .println("Left out: %s. %s".formatted(engine, obstacle)));
        }
    }

    private ComparisonPlan microbenchmarkPlan() {
        var chosen = MicrobenchmarkSet.named(set)
                .orElseThrow(() -> wrong(
                        "There is no set \"%s\"; there are: %s".formatted(set, String.join(", ", new SetNames()))));
        if (rounds != null) {
            throw wrong("--rounds is for sets that run engines; --set %s has forks of its own".formatted(set));
        }
        sayWhatIsLeftOut(chosen.peers(), new EngineCatalog(Commands.home()));
        return ComparisonPlan.of(chosen);
    }

    /** 1 if a run failed, or if targets are to be checked and one is not reached. */
    static int exitCode(ComparisonRecord comparison, boolean check) {
        boolean reached = !check || Targets.reached(comparison);
        return reached ? MeasuringOptions.exitCode(comparison) : 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Commands.commandLine(spec), message);
    }

    /** For completion and help. */
    static final class SetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SetNames() {
            super(Stream.concat(
                            Arrays.stream(EngineSet.values()).map(EngineSet::title),
                            Arrays.stream(MicrobenchmarkSet.values()).map(MicrobenchmarkSet::title))
                    .toList());
        }
    }
}
