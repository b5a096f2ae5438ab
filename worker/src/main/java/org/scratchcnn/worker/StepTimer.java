package org.scratchcnn.worker;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Session;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Times single operations of a session on real batches of full size. Batches are prepared off the clock. */
final class StepTimer {

    private final Session session;
    private final BatchSource samples;
    private final TimingPlan plan;
    private final LongSupplier nanoTime;
    private final float[] logits;

    StepTimer(Session session, BatchSource samples, TimingPlan plan, LongSupplier nanoTime) {
        this.session = session;
        this.samples = samples;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.logits = new float[samples.batchSize() * samples.classes()];
    }

    /**
     * Runs the operation as often as planned, on the epoch's batches from the first on; {@link Operation#STEP} changes
     * the session's parameters.
     *
     * @throws IllegalStateException if a loss or a logit is infinite or not a number
     */
    TimingSeries time(Operation operation) {
        var batches = new FullBatches(samples);
        int warmup = 0;
        for (double seconds = 0; warmup < plan.warmup() || seconds < plan.warmupSeconds(); warmup++) {
            seconds += timeOne(operation, nextBatch(operation, batches)) / 1e3;
        }
        var milliseconds = new double[TimingPlan.KEPT_SAMPLES];
        int timed = 0;
        for (double seconds = 0; timed < plan.samples() || seconds < plan.sampleSeconds(); timed++) {
            if (timed == milliseconds.length) {
                milliseconds = Arrays.copyOf(milliseconds, 2 * timed);
            }
            milliseconds[timed] = timeOne(operation, nextBatch(operation, batches));
            seconds += milliseconds[timed] / 1e3;
        }
        return new TimingSeries(
                operation, operation.samples(batches.size()), warmup, timed, evenlySpaced(milliseconds, timed));
    }

    private static List<Double> evenlySpaced(double[] milliseconds, int timed) {
        int kept = Math.min(timed, TimingPlan.KEPT_SAMPLES);
        return IntStream.range(0, kept)
                .mapToObj(i -> milliseconds[(int) ((long) i * timed / kept)])
                .toList();
    }

    private double timeOne(Operation operation, Batch batch) {
        double loss = 0;
        long started = nanoTime.getAsLong();
        switch (operation) {
            case FORWARD, FORWARD_ONE -> session.logits(batch, logits);
            case FORWARD_BACKWARD -> loss = session.computeGradients(batch);
            case STEP -> loss = session.step(batch);
        }
        long nanos = nanoTime.getAsLong() - started;
        Finite.requireLoss(loss, "timing single operations of " + operation);
        switch (operation) {
            case FORWARD, FORWARD_ONE -> Finite.requireLogits(logits, batch.size() * samples.classes());
            case FORWARD_BACKWARD, STEP -> {}
        }
        return nanos / 1e6;
    }

    /** The next full batch, or its first sample alone. */
    private static Batch nextBatch(Operation operation, FullBatches batches) {
        var full = batches.next();
        int size = operation.samples(full.size());
        return size == full.size() ? full : new Batch(size, full.inputs(), full.targets());
    }
}
