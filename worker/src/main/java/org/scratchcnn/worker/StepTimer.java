package org.scratchcnn.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * Times single operations of a session, or the parts of its training steps, on an epoch's batches of full size from the
 * first on. Batches are prepared off the clock.
 */
final class StepTimer {

    /** Steps in which allocations are counted, after those that were timed. */
    private static final int COUNTED_STEPS = 10;

    /** More of one operation's samples than this say nothing new, and fill records. */
    static final int KEPT_SAMPLES = 400;

    /** A step has many parts, so of fewer steps are the times of all kept. */
    private static final int KEPT_STEPS = 100;

    private final Session session;
    private final BatchSource samples;
    private final TimingPlan plan;
    private final LongSupplier nanoTime;
    private final LongSupplier allocatedBytes;
    private final float[] logits;

    StepTimer(Session session, BatchSource samples, TimingPlan plan) {
        this(
                session,
                samples,
                plan,
                System::nanoTime,
                ((ThreadMXBean) ManagementFactory.getThreadMXBean())::getTotalThreadAllocatedBytes);
    }

    StepTimer(
            Session session, BatchSource samples, TimingPlan plan, LongSupplier nanoTime, LongSupplier allocatedBytes) {
        this.session = session;
        this.samples = samples;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.allocatedBytes = allocatedBytes;
        this.logits = new float[samples.batchSize() * samples.classes()];
    }

    /**
     * Times the operation; {@link Operation#STEP} changes the session's parameters.
     *
     * @throws IllegalStateException if a loss or a logit is infinite or not a number
     */
    TimingSeries time(Operation operation) {
        var batches = new FullBatches(samples);
        var timed = time(() -> new long[] {nanoseconds(operation, nextBatch(operation, batches))});
        return new TimingSeries(
                operation,
                operation.samples(batches.size()),
                timed.warmup(),
                timed.all().size(),
                timed.milliseconds(0, KEPT_SAMPLES));
    }

    /**
     * Times the session's parts of training steps. The clock is read once between two parts, so the parts of a step add up
     * to the step.
     *
     * @throws IllegalStateException if a loss is infinite or not a number
     */
    List<LayerTiming> timeParts() {
        var parts = session.parts();
        var batches = new FullBatches(samples);
        var timed = time(() -> parts(parts.size(), batches.next(), nanoTime, 0));
        var allocated = new ArrayList<long[]>();
        for (int i = 0; i < COUNTED_STEPS; i++) {
            // Asking what was allocated allocates a little.
            long before = allocatedBytes.getAsLong();
            long byReading = allocatedBytes.getAsLong() - before;
            allocated.add(parts(parts.size(), batches.next(), allocatedBytes, byReading));
        }
        return IntStream.range(0, parts.size())
                .mapToObj(part -> new LayerTiming(
                        parts.get(part),
                        batches.size(),
                        timed.milliseconds(part, KEPT_STEPS),
                        allocated.stream().map(sums -> (double) sums[part]).toList()))
                .toList();
    }

    /** Nanoseconds of every operation that was timed, each as a whole or by its parts. */
    private record Timed(int warmup, List<long[]> all) {

        /** Of one part; of more operations than are to be kept, evenly spaced ones. */
        List<Double> milliseconds(int part, int mostKept) {
            int kept = Math.min(all.size(), mostKept);
            return IntStream.range(0, kept)
                    .mapToObj(i -> all.get((int) ((long) i * all.size() / kept))[part] / 1e6)
                    .toList();
        }
    }

    /** As often and as long as planned. */
    private Timed time(Supplier<long[]> operation) {
        int warmup = 0;
        for (double seconds = 0; warmup < plan.warmup() || seconds < plan.warmupSeconds(); warmup++) {
            seconds += Arrays.stream(operation.get()).sum() / 1e9;
        }
        var all = new ArrayList<long[]>();
        for (double seconds = 0; all.size() < plan.samples() || seconds < plan.sampleSeconds(); ) {
            all.add(operation.get());
            seconds += Arrays.stream(all.getLast()).sum() / 1e9;
        }
        return new Timed(warmup, all);
    }

    private long nanoseconds(Operation operation, Batch batch) {
        double loss = 0;
        long started = nanoTime.getAsLong();
        switch (operation) {
            case FORWARD, FORWARD_ONE -> session.logits(batch, logits);
            case FORWARD_BACKWARD -> loss = session.computeGradients(batch);
            case STEP -> loss = session.step(batch);
        }
        long nanoseconds = nanoTime.getAsLong() - started;
        Finite.requireLoss(loss, "timing single operations of " + operation);
        switch (operation) {
            case FORWARD, FORWARD_ONE -> Finite.requireLogits(logits, batch.size() * samples.classes());
            case FORWARD_BACKWARD, STEP -> {}
        }
        return nanoseconds;
    }

    /** The next full batch, or its first sample alone. */
    private static Batch nextBatch(Operation operation, FullBatches batches) {
        var full = batches.next();
        int size = operation.samples(full.size());
        return size == full.size() ? full : new Batch(size, full.inputs(), full.targets());
    }

    /** What a meter counts up by in each part of one step, less what reading it counts up by itself. */
    private long[] parts(int count, Batch batch, LongSupplier meter, long byReading) {
        var sums = new long[count];
        StepListener listener = new StepListener() {
            private long last = meter.getAsLong();

            @Override
            public void done(int part) {
                long now = meter.getAsLong();
                sums[part] += now - last - byReading;
                last = now;
            }
        };
        Finite.requireLoss(session.step(batch, listener), "timing layers");
        return sums;
    }
}
