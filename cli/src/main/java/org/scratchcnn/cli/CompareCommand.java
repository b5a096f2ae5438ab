package org.scratchcnn.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.suite.Suite;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.EngineNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cnn compare}: engines trained on the same task, side by side. */
@Command(
        name = "compare",
        description =
                "Train engines on the same task, one after the other, each in a process of its own, and print accuracy and time side by side.",
        footer = {
            "",
            "Examples:",
            "  ./cnn compare --task fashion-mnist --engines scratch,dl4j --epochs 10 --seeds 3",
            "  ./cnn compare --task fashion-mnist --engines scratch,dl4j --target 88%% --seeds 5",
            "  ./cnn compare --task cifar-10 --engines scratch --time-only scratch-im2col,scratch-naive",
            "  ./cnn compare --suite verify",
            "",
            "Exit status: 0 if every run was completed, 1 if one failed, the library learned slower or faster than the reference lets expect, or the suite verify is far slower or faster than is usual on this kind of machine, 2 if wrongly called."
        })
final class CompareCommand implements Callable<Integer> {

    private static final List<String> CHOSEN_BY_SUITE =
            List.of("--task", "--engines", "--time-only", "--epochs", "--seeds", "--target");

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            completionCandidates = TaskNames.class,
            description = "What to train: one of ${COMPLETION-CANDIDATES}.")
    private @Nullable String task;

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            completionCandidates = SuiteNames.class,
            description = "Instead of one task, several: one of ${COMPLETION-CANDIDATES}.")
    private @Nullable String suite;

    @Option(
            names = "--engines",
            paramLabel = "ENGINE",
            split = ",",
            completionCandidates = EngineCandidates.class,
            description = "Engines to train, of ${COMPLETION-CANDIDATES}. Default: scratch,dl4j.")
    private List<String> engines = List.of("scratch", "dl4j");

    @Option(
            names = "--time-only",
            paramLabel = "ENGINE",
            split = ",",
            description = "More engines, of which only single steps are timed, on the same batches.")
    private List<String> timeOnly = List.of();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs to train. Default: the task's own.")
    private @Nullable Integer epochs;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Train from the seeds 1 to N. Default: ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(
            names = "--target",
            paramLabel = "ACCURACY",
            converter = AccuracyConverter.class,
            description =
                    "Accuracy, for example 0.88 or 88%%, at which training stops: after the first epoch whose evaluation reaches it, on the validation samples or, where the task has none, on the test samples. One that doesn't within --epochs did not converge.")
    private @Nullable Double target;

    @Option(
            names = "--stand-in",
            description = "Let drawn shapes stand in for an image set that is not there. Tables say so.")
    private boolean standIn;

    @Mixin
    private EngineThreads threads = new EngineThreads();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    @Override
    public Integer call() throws IOException {
        var plan = suite == null ? taskPlan() : suitePlan(suite);
        var record = measuring.measure(plan, title(), standIn || suite != null, threads.options());
        return MeasuringOptions.exitCode(record);
    }

    private ComparisonPlan suitePlan(String name) {
        var parsed = Commands.commandLine(spec).getParseResult();
        if (CHOSEN_BY_SUITE.stream().anyMatch(parsed::hasMatchedOption)) {
            throw wrong("A suite chooses these itself: leave out %s, or leave out --suite"
                    .formatted(String.join(
                            ", ",
                            CHOSEN_BY_SUITE.stream()
                                    .filter(parsed::hasMatchedOption)
                                    .toList())));
        }
        return Suites.COMPARISONS.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .map(chosen ->
                        chosen.plan(chosen.defaultRounds(), threads.options().threads(), _ -> true))
                .orElseThrow(() -> wrong("There is no suite \"%s\"; there are: %s"
                        .formatted(name, String.join(", ", new SuiteNames()))));
    }

    private ComparisonPlan taskPlan() {
        if (task == null) {
            throw wrong("Name a task with --task: one of " + String.join(", ", new TaskNames()));
        }
        if (seeds < 1) {
            throw wrong("--seeds must be at least 1, but is " + seeds);
        }
        var name = task;
        return Commands.wronglyCalledIfIllegal(spec, () -> {
            var chosen = Tasks.task(name);
            engines.forEach(EngineNames::require);
            timeOnly.forEach(EngineNames::require);
            var plan = ComparisonPlan.of(epochs == null ? chosen : chosen.withEpochs(epochs), engines, timeOnly, seeds);
            return target == null ? plan : plan.withTarget(target);
        });
    }

    private String title() {
        return suite != null ? suite : String.valueOf(task);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Commands.commandLine(spec), message);
    }

    /** For completion and help. */
    static final class TaskNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        TaskNames() {
            super(Tasks.all().stream().map(TaskSpec::name).toList());
        }
    }

    /** For completion and help. */
    static final class EngineCandidates extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        EngineCandidates() {
            super(EngineNames.ALL);
        }
    }

    /** For completion and help. */
    static final class SuiteNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        SuiteNames() {
            super(Suites.COMPARISONS.stream().map(Suite::name).toList());
        }
    }
}
