package org.scratchcnn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.harness.EngineCatalog;
import org.scratchcnn.benchmarks.harness.EngineSet;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.datasets.file.DataException;
import org.scratchcnn.reports.result.Targets;
import org.scratchcnn.worker.record.ComparisonRecord;
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
            "layers: what each layer costs in a training step, forward, gradients and update.",
            "large-convolutions: single convolutions with many channels beside PyTorch's and beside the machine's peak.",
            "smoke: JMH, every kind of benchmark on few of its workloads, in under two minutes; no figures to quote.",
            "kernels: JMH, every kernel with every vectorized algorithm and the naive one, and two whole networks; about half an hour.",
            "convolutions, convolutions-long: JMH microbenchmarks of the convolution algorithms.",
            "road: JMH, each step from the naive loops to the last kernel, for docs/performance.md.",
            "auto: JMH, DIRECT against WINOGRAD over channels and sides, for docs/measurements/auto.md.",
            "full: all of these but smoke and convolutions, one after the other, each with a record and a report of its own; two to three hours.",
            "",
            "What something else on the machine disturbed is taken again, up to a bound (but for smoke), so a busy machine takes up to twice as long; what was disturbed to the end is marked."
        },
        footer = {
            "",
            "Examples:",
            "  ./cnn bench --set headline --check",
            "  ./cnn bench --set convolutions",
            "",
            "Exit status: 0 if every run and every microbenchmark was completed, 1 if one failed or, with --check, a target is not reached, 2 if wrongly called."
        })
final class BenchCommand implements Callable<Integer> {

    /** The set of all others. */
    private static final String FULL = "full";

    /** What other sets measure better. */
    private static final Set<String> BRIEF =
            Set.of(MicrobenchmarkSet.SMOKE.title(), MicrobenchmarkSet.CONVOLUTIONS.title());

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
            description = "Processes for each engine and task, round by round. Default: 5 for start, 3 for the others.")
    private @Nullable Integer rounds;

    @Option(names = "--check", description = "Exit with 1 if a target of the set is not reached or was not measured.")
    private boolean check;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    @Override
    public Integer call() throws IOException {
        if (!new SetNames().contains(set)) {
            throw wrong("There is no set \"%s\"; there are: %s".formatted(set, String.join(", ", new SetNames())));
        }
        if (check && !Targets.SUITES.contains(set)) {
            throw wrong("--check looks at targets, which --set %s has none of; these have: %s"
                    .formatted(set, String.join(", ", Targets.SUITES)));
        }
        if (rounds != null && MicrobenchmarkSet.named(set).isPresent()) {
            throw wrong("--rounds is for sets that run engines; --set %s has forks of its own".formatted(set));
        }
        if (set.equals(FULL)) {
            return full();
        }
        var plan = plan(set);
        sayWhatIsLeftOut(Stream.of(set));
        return exitCode(measuring.measure(plan, "bench-" + set, true, threads.options()), check);
    }

    /** All sets, each with a record and a report of its own. */
    private int full() {
        var plans = new LinkedHashMap<String, ComparisonPlan>();
        setsOfFull().forEach(name -> plans.put(name, plan(name)));
        sayWhatIsLeftOut(plans.keySet().stream());
        plans.forEach((name, plan) -> say("%s: %s".formatted(name, size(plan))));
        return inTurn(
                plans,
                (name, plan) -> exitCode(
                        measuring.measure(plan, "bench-" + name, true, threads.options(), Path.of(FULL, name)), false),
                this::say);
    }

    /** Measures sets one after the other; one that fails does not stop the others. The worst of their exit codes. */
    static int inTurn(SequencedMap<String, ComparisonPlan> plans, SetMeasurement measurement, Consumer<String> say) {
        int worst = 0;
        for (var entry : plans.entrySet()) {
            var name = entry.getKey();
            say.accept("Set " + name);
            try {
                worst = Math.max(worst, measurement.exitCode(name, entry.getValue()));
            } catch (IOException | UncheckedIOException | DataException | IllegalStateException e) {
                say.accept("Set %s failed. %s".formatted(name, OneLineErrors.explain(e)));
                worst = 1;
            }
        }
        return worst;
    }

    /** Measures one set. */
    @FunctionalInterface
    interface SetMeasurement {

        /** 0 if every run was completed. */
        int exitCode(String name, ComparisonPlan plan) throws IOException;
    }

    /** What {@code full} runs, in this order. */
    static List<String> setsOfFull() {
        return setNames().filter(name -> !BRIEF.contains(name)).toList();
    }

    private static String size(ComparisonPlan plan) {
        return plan.microbenchmarks()
                .map(chosen -> "microbenchmarks, about " + Progress.duration(chosen.estimatedSeconds()))
                .orElseGet(() -> "%d processes of engines".formatted(plan.runs().size()));
    }

    private ComparisonPlan plan(String name) {
        return EngineSet.named(name).map(this::enginePlan).orElseGet(() -> microbenchmarkPlan(name));
    }

    private ComparisonPlan enginePlan(EngineSet engines) {
        var catalog = new EngineCatalog(Commands.home());
        return Commands.wronglyCalledIfIllegal(
                spec,
                () -> engines.plan(
                        rounds == null ? engines.defaultRounds() : rounds,
                        threads.options().threads(),
                        engine -> catalog.obstacle(engine).isEmpty()));
    }

    private ComparisonPlan microbenchmarkPlan(String name) {
        return ComparisonPlan.of(MicrobenchmarkSet.named(name).orElseThrow());
    }

    /** Once for each engine, however many sets would run it. */
    private void sayWhatIsLeftOut(Stream<String> names) {
        var catalog = new EngineCatalog(Commands.home());
        names.flatMap(name -> engines(name).stream())
                .distinct()
                .forEach(engine -> catalog.obstacle(engine)
                        .ifPresent(obstacle -> say("Left out: %s. %s".formatted(engine, obstacle))));
    }

    /** Engines that a set starts. */
    private static List<String> engines(String name) {
        return EngineSet.named(name)
                .map(EngineSet::engines)
                .orElseGet(() -> MicrobenchmarkSet.named(name).stream()
                        .flatMap(chosen -> chosen.peers().stream())
                        .toList());
    }

    private void say(String message) {
        var errors = Commands.commandLine(spec).getErr();
        errors.println(message);
        errors.flush();
    }

    /** 1 if a run failed, or if targets are to be checked and one is not reached. */
    static int exitCode(ComparisonRecord comparison, boolean check) {
        boolean reached = !check || Targets.reached(comparison);
        return reached ? MeasuringOptions.exitCode(comparison) : 1;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Commands.commandLine(spec), message);
    }

    /** The sets that measure something themselves. */
    private static Stream<String> setNames() {
        return Stream.concat(
                Arrays.stream(EngineSet.values()).map(EngineSet::title),
                Arrays.stream(MicrobenchmarkSet.values()).map(MicrobenchmarkSet::title));
    }

    /** For completion and help. */
    static final class SetNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SetNames() {
            super(Stream.concat(setNames(), Stream.of(FULL)).toList());
        }
    }
}
