package org.scratchcnn.worker;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.scratchcnn.core.engine.Batch;
import org.scratchcnn.core.engine.Session;
import org.scratchcnn.core.record.TimingSeries;
import org.scratchcnn.core.record.TimingSeries.Operation;
import org.scratchcnn.core.training.BatchSource;

/** Times single operations of a session on real batches of full size. Batches are prepared off the clock. */
final class StepTimer {

    private final Session session;
    private final BatchSource samples;
    private final TimingPlan plan;
    private final float[] logits;

    private int epoch;
    private Iterator<Batch> batches = List.<Batch>of().iterator();

    StepTimer(Session session, BatchSource samples, TimingPlan plan) {
        this.session = session;
        this.samples = samples;
        this.plan = plan;
        this.logits = new float[samples.batchSize() * samples.classes()];
    }

    /**
     * Runs the operation as often as planned, on the epoch's batches from the first on; {@link Operation#STEP} changes
     * the session's parameters.
     *
     * @throws IllegalStateException if a loss or a logit is infinite or not a number
     */
    TimingSeries time(Operation operation) {
        epoch = 0;
        batches = List.<Batch>of().iterator();
        int warmup = 0;
        for (double seconds = 0; warmup < plan.warmup() || seconds < plan.warmupSeconds(); warmup++) {
            seconds += timeOne(operation, nextFullBatch()) / 1e3;
        }
        var milliseconds = new ArrayList<Double>();
        for (double seconds = 0; wantsMore(milliseconds.size(), seconds); ) {
            double elapsed = timeOne(operation, nextFullBatch());
            milliseconds.add(elapsed);
            seconds += elapsed / 1e3;
        }
        return new TimingSeries(operation, fullSize(), warmup, milliseconds);
    }

    private boolean wantsMore(int samplesTaken, double seconds) {
        return samplesTaken < plan.samples()
                || (seconds < plan.sampleSeconds() && samplesTaken < TimingPlan.MAXIMUM_SAMPLES);
    }

    private double timeOne(Operation operation, Batch batch) {
        double loss = 0;
        long started = System.nanoTime();
        switch (operation) {
            case FORWARD -> session.logits(batch, logits);
            case FORWARD_BACKWARD -> loss = session.computeGradients(batch);
            case STEP -> loss = session.step(batch);
        }
        long nanos = System.nanoTime() - started;
        Finite.requireLoss(loss, "timing single operations of " + operation);
        if (operation == Operation.FORWARD) {
            Finite.requireLogits(logits, batch.size() * samples.classes());
        }
        return nanos / 1e6;
    }

    /** The batch size, or all samples where there are not that many. */
    private int fullSize() {
        return Math.min(samples.batchSize(), samples.sampleCount());
    }

    private Batch nextFullBatch() {
        while (true) {
            while (batches.hasNext()) {
                var batch = batches.next();
                if (batch.size() == fullSize()) {
                    return batch;
                }
            }
            epoch++;
            batches = samples.epoch(epoch);
        }
    }
}
