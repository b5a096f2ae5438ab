package org.scratchcnn.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.ComparisonListener;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;

/** Shows how far a comparison has come: a bar with loss, accuracy, images per second and time left, or plain lines. */
abstract class Progress implements ComparisonListener {

    private final PrintStream stream;

    private Progress(PrintStream stream) {
        this.stream = stream;
    }

    /** A bar where a terminal is there to show it, else lines. */
    static Progress onStandardError() {
        return Commands.onTerminal() ? new Bars(System.err) : new Lines(System.err);
    }

    final void say(String format, Object... arguments) {
        stream.printf(Locale.ROOT, format + "%n", arguments);
        stream.flush();
    }

    @Override
    public void warned(String message) {
        say("%s", message);
    }

    @Override
    public void runStarted(PlannedRun run, int number, int total) {
        say("[%d/%d] %s", number, total, run.title());
    }

    @Override
    public void runFinished(PlannedRun run, EngineRun result) {
        switch (result.outcome()) {
            case Outcome.Completed _ -> {
                var test = result.test();
                if (test == null) {
                    say("      timed");
                } else {
                    say(
                            "      test loss %.4f, test accuracy %.2f %%, trained in %.1f s",
                            test.loss(), 100 * test.accuracy(), result.trainingSeconds());
                }
            }
            case Outcome.Unsupported(var reason) -> say("      left out: %s", reason);
            case Outcome.Failed(var message) -> say("      FAILED: %s", message);
        }
    }

    @Override
    public void contended(List<String> contention, boolean again) {
        say("      contended: %s; %s", String.join(", ", contention), again ? "taken again" : "marked so");
    }

    @Override
    public void microbenchmarksStarted(MicrobenchmarkSet set, long estimatedSeconds) {
        say("Microbenchmarks \"%s\": about %s", set.title(), duration(estimatedSeconds));
    }

    @Override
    public void microbenchmarkFinished(String title, OptionalDouble milliseconds, int number, int total) {
        var outcome =
                milliseconds.isPresent() ? String.format(Locale.ROOT, "%.4g ms", milliseconds.getAsDouble()) : "FAILED";
        say("[%d/%d] %s: %s", number, total, title, outcome);
    }

    /** To the minute where it is many. */
    static String duration(long seconds) {
        return seconds < 120 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    /** Says what the engine holds, if it tells. */
    final void sayMemory(WorkerEvent.Started started) {
        var memory = started.facts().facts().get(EngineFacts.MEMORY);
        if (memory != null) {
            say("      memory: %s", memory);
        }
    }

    /** One line an epoch, for logs. Of many short epochs every tenth part. */
    private static final class Lines extends Progress {

        Lines(PrintStream stream) {
            super(stream);
        }

        @Override
        public void workerSaid(PlannedRun run, WorkerEvent event) {
            switch (event) {
                case WorkerEvent.Started started -> sayMemory(started);
                case WorkerEvent.EpochDone(var result) ->
                    epochDone(result, run.task().training().epochs());
                case WorkerEvent.Progress _, WorkerEvent.Finished _ -> {}
            }
        }

        private void epochDone(EpochResult result, int epochs) {
            int interval = Math.max(1, epochs / 10);
            if (result.epoch() % interval == 0 || result.epoch() == epochs) {
                say(
                        "      epoch %d/%d: loss %.4f, accuracy %.2f %%, %,.0f images/s",
                        result.epoch(),
                        epochs,
                        result.trainingLoss(),
                        100 * result.evaluation().accuracy(),
                        result.samples() / result.trainingSeconds());
            }
        }
    }

    /** A bar for each run. */
    private static final class Bars extends Progress {

        private final PrintStream stream;
        private @Nullable ProgressBar bar;

        Bars(PrintStream stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        public void workerSaid(PlannedRun run, WorkerEvent event) {
            switch (event) {
                case WorkerEvent.Started started -> sayMemory(started);
                case WorkerEvent.EpochDone _, WorkerEvent.Finished _ -> {}
                case WorkerEvent.Progress progress -> show(progress);
            }
        }

        private void show(WorkerEvent.Progress progress) {
            if (bar == null) {
                // In per cent and without a name, so that everything fits into 80 columns.
                bar = new ProgressBarBuilder()
                        .setTaskName("")
                        .setInitialMax(100)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(200)
                        .setConsumer(new ConsoleProgressBarConsumer(stream))
                        .build();
            }
            var accuracy = progress.accuracy();
            bar.setExtraMessage(String.format(
                    Locale.ROOT,
                    " loss %.3f,%s %,.0f images/s",
                    progress.loss(),
                    accuracy == null ? "" : String.format(Locale.ROOT, " accuracy %.1f %%,", 100 * accuracy),
                    progress.imagesPerSecond()));
            long steps = (long) (progress.epoch() - 1) * progress.steps() + progress.step();
            bar.stepTo(100 * steps / ((long) progress.epochs() * progress.steps()));
        }

        @Override
        public void runFinished(PlannedRun run, EngineRun result) {
            if (bar != null) {
                bar.close();
                bar = null;
            }
            super.runFinished(run, result);
        }
    }
}
