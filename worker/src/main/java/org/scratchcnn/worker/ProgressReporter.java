package org.scratchcnn.worker;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.train.TrainingListener;
import org.scratchcnn.train.TrainingPosition;

/** Turns a training's progress into events, a few a second at most, so that telling costs no time worth mentioning. */
final class ProgressReporter implements TrainingListener {

    private static final long INTERVAL_NANOS = 200_000_000;

    private final int epochs;
    private final Consumer<WorkerEvent> events;
    private final LongSupplier nanoTime;

    private long epochStarted;
    private long lastReport;
    private @Nullable Double accuracy;

    /** A reporter for a training that begins now. */
    ProgressReporter(int epochs, Consumer<WorkerEvent> events, LongSupplier nanoTime) {
        this.epochs = epochs;
        this.events = events;
        this.nanoTime = nanoTime;
        this.epochStarted = nanoTime.getAsLong();
        this.lastReport = epochStarted;
    }

    @Override
    public void stepDone(TrainingPosition position, int steps, double loss) {
        long now = nanoTime.getAsLong();
        if (now - lastReport < INTERVAL_NANOS) {
            return;
        }
        lastReport = now;
        double seconds = (now - epochStarted) / 1e9;
        int samples = position.samples();
        events.accept(new WorkerEvent.Progress(
                position.epoch(),
                epochs,
                position.step(),
                steps,
                position.lossSum() / samples,
                accuracy,
                samples / seconds));
    }

    @Override
    public void epochDone(EpochResult result) {
        events.accept(new WorkerEvent.EpochDone(result));
        accuracy = result.evaluation().accuracy();
        epochStarted = nanoTime.getAsLong();
    }
}
