package org.scratchcnn.worker;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleBiFunction;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.TimingPlan;

/**
 * Times the parts of training steps on real batches of full size. The clock is read once between two parts, so the parts
 * of a step add up to the step; batches are prepared off the clock.
 */
final class LayerTimer {

    /** Steps in which allocations are counted, after those that were timed. */
    private static final int COUNTED_STEPS = 10;

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final List<StepPart> parts;
    private final ToDoubleBiFunction<Batch, StepListener> step;
    private final BatchSource samples;
    private final TimingPlan plan;
    private final LongSupplier nanoTime;
    private final LongSupplier allocatedBytes;

    LayerTimer(Session session, BatchSource samples, TimingPlan plan) {
        this(session.parts(), session::step, samples, plan, System::nanoTime, LayerTimer::allocatedByAllThreads);
    }

    /**
     * A timer of steps, whatever takes them.
     *
     * @param step takes one, tells of its parts and returns its loss
     */
    LayerTimer(
            List<StepPart> parts,
            ToDoubleBiFunction<Batch, StepListener> step,
            BatchSource samples,
            TimingPlan plan,
            LongSupplier nanoTime,
            LongSupplier allocatedBytes) {
        this.parts = List.copyOf(parts);
        this.step = step;
        this.samples = samples;
        this.plan = plan;
        this.nanoTime = nanoTime;
        this.allocatedBytes = allocatedBytes;
    }

    private static long allocatedByAllThreads() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    /** Adds what a meter counts up to by the part of a step that it was counted in. */
    private static final class Meter implements StepListener {

        private final LongSupplier meter;
        private final long ofReading;
        private final long[] sums;
        private long last;

        /**
         * A meter at zero.
         *
         * @param ofReading what a reading itself counts up by, to be left out
         */
        Meter(LongSupplier meter, long ofReading, int parts) {
            this.meter = meter;
            this.ofReading = ofReading;
            this.sums = new long[parts];
        }

        void start() {
            last = meter.getAsLong();
        }

        @Override
        public void done(int part) {
            long now = meter.getAsLong();
            sums[part] += now - last - ofReading;
            last = now;
        }
    }

    /**
     * Times steps as often as planned: each of the plan's samples is a stretch of steps, whose mean counts.
     *
     * @throws IllegalStateException if a loss is infinite or not a number
     */
    List<LayerTiming> time() {
        var batches = new FullBatches(samples);
        stretch(batches, plan.warmup(), plan.warmupSeconds());
        var milliseconds = new ArrayList<double[]>();
        for (int i = 0; i < plan.samples(); i++) {
            milliseconds.add(stretch(batches, 1, plan.sampleSeconds() / plan.samples()));
        }
        var allocated = new ArrayList<long[]>();
        for (int i = 0; i < COUNTED_STEPS; i++) {
            var meter = new Meter(allocatedBytes, allocatedByReading(), parts.size());
            var batch = batches.next();
            meter.start();
            var _ = step.applyAsDouble(batch, meter);
            allocated.add(meter.sums);
        }
        var timings = new ArrayList<LayerTiming>();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            timings.add(new LayerTiming(
                    parts.get(part),
                    batches.size(),
                    milliseconds.stream().map(means -> means[part]).toList(),
                    allocated.stream().map(sums -> (double) sums[part]).toList()));
        }
        return timings;
    }

    /** Asking what was allocated allocates a little. */
    private long allocatedByReading() {
        long before = allocatedBytes.getAsLong();
        return allocatedBytes.getAsLong() - before;
    }

    /** Mean milliseconds of each part over at least so many steps and seconds. */
    private double[] stretch(FullBatches batches, int leastSteps, double leastSeconds) {
        var meter = new Meter(nanoTime, 0, parts.size());
        int steps = 0;
        for (double seconds = 0; steps < leastSteps || seconds < leastSeconds; steps++) {
            var batch = batches.next();
            meter.start();
            Finite.requireLoss(step.applyAsDouble(batch, meter), "timing layers");
            seconds = Arrays.stream(meter.sums).sum() / 1e9;
        }
        int count = steps;
        return Arrays.stream(meter.sums)
                .mapToDouble(nanoseconds -> nanoseconds / NANOSECONDS_PER_MILLISECOND / count)
                .toArray();
    }
}
