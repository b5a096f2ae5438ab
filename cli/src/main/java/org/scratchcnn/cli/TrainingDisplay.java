package org.scratchcnn.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.FitListener;
import org.scratchcnn.History;
import org.scratchcnn.train.TrainingPosition;

/** Shows a training, a line an epoch and on a terminal a bar within it, and has the model saved after each epoch. */
final class TrainingDisplay implements FitListener, AutoCloseable {

    private final PrintWriter console;
    private final int epochs;
    private final Saving saving;
    private @Nullable ProgressBar bar;
    private long startedNanos;
    /** Of the epoch, before the bar was there. */
    private int samplesBefore;

    /** Writes the model. */
    @FunctionalInterface
    interface Saving {
        void save() throws IOException;
    }

    /**
     * A display of a training that has not begun.
     *
     * @param epochs in all
     * @param saving of the model as it is then
     */
    TrainingDisplay(PrintWriter console, int epochs, Saving saving) {
        this.console = console;
        this.epochs = epochs;
        this.saving = saving;
    }

    @Override
    public void stepDone(TrainingPosition position, int steps) {
        if (!Commands.onTerminal()) {
            return;
        }
        var shown = bar;
        if (shown == null) {
            shown = new ProgressBarBuilder()
                    .setTaskName(String.format(Locale.ROOT, "epoch %d/%d", position.epoch(), epochs))
                    .setInitialMax(steps)
                    .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .clearDisplayOnFinish()
                    .build();
            bar = shown;
            startedNanos = System.nanoTime();
            samplesBefore = position.samples();
        }
        shown.setExtraMessage(String.format(
                Locale.ROOT,
                " loss %.4f  %.1f %%  %,.0f images/s",
                position.lossSum() / position.samples(),
                100.0 * position.correct() / position.samples(),
                (position.samples() - samplesBefore) / ((System.nanoTime() - startedNanos) / 1e9)));
        shown.stepTo(position.step());
    }

    @Override
    public void epochDone(History.Epoch epoch) {
        close();
        var validation = epoch.validation();
        console.printf(
                Locale.ROOT,
                "epoch %d/%d  loss %.4f  accuracy %5.1f %%%s  %,.0f images/s  %d:%02d%n",
                epoch.number(),
                epochs,
                epoch.loss(),
                100 * epoch.accuracy(),
                validation == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  held back: loss %.4f  accuracy %5.1f %%",
                                validation.loss(),
                                100 * validation.accuracy()),
                epoch.samples() / epoch.seconds(),
                (int) epoch.seconds() / 60,
                (int) epoch.seconds() % 60);
        console.flush();
        try {
            saving.save();
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
