package org.scratchcnn.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonListener;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;

/**
 * Shows how far a comparison has come: one line a run, for example {@code [ 3/15] fashion-mnist scratch seed 1  1 epoch
 * 88.1 %  25,000 images/s  0:04}. On a terminal it is drawn while the run goes on, else when it is over.
 */
final class Progress implements ComparisonListener {

    private final PrintStream stream;
    private final @Nullable ProgressBarConsumer terminal;
    private @Nullable ProgressBar bar;
    private String begun = "";
    private long startedNanos;

    /**
     * Progress on this stream.
     *
     * @param terminal where a line is drawn again and again; null to print each once
     */
    Progress(PrintStream stream, @Nullable ProgressBarConsumer terminal) {
        this.stream = stream;
        this.terminal = terminal;
    }

    static Progress onStandardError() {
        return new Progress(System.err, Commands.onTerminal() ? new ConsoleProgressBarConsumer(System.err) : null);
    }

    void say(String format, Object... arguments) {
        if (bar != null) {
            stream.println(); // below the line that is being drawn
        }
        stream.printf(Locale.ROOT, format + "%n", arguments);
        stream.flush();
    }

    @Override
    public void warned(String message) {
        say("%s", message);
    }

    @Override
    public void runStarted(PlannedRun run, int number, int total) {
        int width = Integer.toString(total).length();
        begun = String.format(Locale.ROOT, "[%" + width + "d/%d] %-36s", number, total, name(run));
        startedNanos = System.nanoTime();
        if (terminal != null) {
            bar = new ProgressBarBuilder()
                    .setTaskName(begun)
                    .setConsumer(terminal)
                    .setUpdateIntervalMillis(200)
                    .continuousUpdate()
                    .setRenderer((state, _) ->
                            line(state.getTaskName(), state.getExtraMessage(), state.getElapsedAfterStart()))
                    .build();
        }
    }

    private static String name(PlannedRun run) {
        var training = run.task().training();
        var options = run.options();
        return String.join(
                " ",
                run.task().name(),
                run.engine(),
                switch (run.protocol()) {
                    case TRAIN, START -> "seed " + training.seed();
                    case TIME_STEPS, LAYERS -> "batch " + training.batchSize();
                },
                options == null ? "" : "threads " + options.threads());
    }

    private static String line(String begun, String state, Duration elapsed) {
        return String.format(
                Locale.ROOT, "%s  %s  %d:%02d", begun, state, elapsed.toMinutes(), elapsed.toSecondsPart());
    }

    @Override
    public void workerSaid(PlannedRun run, WorkerEvent event) {
        if (bar == null) {
            return;
        }
        switch (event) {
            case WorkerEvent.Started _ -> bar.setExtraMessage("begun");
            case WorkerEvent.Progress progress ->
                bar.setExtraMessage(String.format(
                        Locale.ROOT,
                        "epoch %d/%d, %d %% done  %,.0f images/s",
                        progress.epoch(),
                        progress.epochs(),
                        100L * progress.step() / progress.steps(),
                        progress.imagesPerSecond()));
            case WorkerEvent.EpochDone _, WorkerEvent.Computed _, WorkerEvent.Finished _ -> {}
        }
    }

    @Override
    public void runFinished(PlannedRun run, EngineRun result) {
        var state = state(result);
        if (bar == null) {
            say("%s", line(begun, state, Duration.ofNanos(System.nanoTime() - startedNanos)));
        } else {
            bar.setExtraMessage(state);
            bar.close();
            bar = null;
        }
        switch (result.outcome()) {
            case Outcome.Completed _ -> {}
            case Outcome.Unsupported(var reason) -> say("      %s", reason);
            case Outcome.Failed(var message) -> say("      %s", message);
        }
    }

    private static String state(EngineRun result) {
        return switch (result.outcome()) {
            case Outcome.Completed _ -> {
                int epochs = result.epochs().size();
                var test = result.test();
                int images =
                        result.epochs().stream().mapToInt(EpochResult::samples).sum();
                yield test == null
                        ? "timed"
                        : String.format(
                                Locale.ROOT,
                                "%d epoch%s  %.1f %%  %,.0f images/s",
                                epochs,
                                epochs == 1 ? "" : "s",
                                100 * test.accuracy(),
                                images / result.trainingSeconds());
            }
            case Outcome.Unsupported _ -> "left out";
            case Outcome.Failed _ -> "FAILED";
        };
    }

    @Override
    public void runMarked(List<String> why) {
        say("      disturbed by %s", String.join(", ", why));
    }

    @Override
    public void microbenchmarkFinished(Microbenchmark result, int number, int total) {
        var milliseconds = result.forks().stream()
                .flatMapToDouble(fork -> fork.stream().mapToDouble(Double::doubleValue))
                .average();
        say(
                "[%d/%d] %s %s, %s, %s: %s",
                number,
                total,
                result.operation(),
                result.workload(),
                result.pass(),
                result.algorithm(),
                milliseconds.isPresent()
                        ? String.format(Locale.ROOT, "%.4g ms", milliseconds.getAsDouble())
                        : "FAILED");
    }
}
