package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.TimingPlan;

class LayerTimerTest {

    private static final StepPart INPUT = StepPart.ofNoLayer(Kind.INPUT);
    private static final StepPart FORWARD = new StepPart(Kind.FORWARD, "0", "Dense(2→3)", "[3]", 12, "");

    private long nanoseconds;
    private long bytes;
    private int steps;
    private double loss = 1;

    /** The input takes 1 ms and 8 bytes, the forward pass as many ms as steps were taken. */
    private double step(Batch batch, StepListener listener) {
        steps++;
        nanoseconds += 1_000_000;
        bytes += 8;
        listener.done(0);
        nanoseconds += 1_000_000L * steps;
        listener.done(1);
        // What comes behind the last part is no part's.
        nanoseconds += 5;
        return loss;
    }

    private List<LayerTiming> time(TimingPlan plan) {
        return time(plan, () -> bytes);
    }

    private List<LayerTiming> time(TimingPlan plan, LongSupplier allocatedBytes) {
        return new LayerTimer(
                        List.of(INPUT, FORWARD),
                        this::step,
                        new Points(10, 4, 3),
                        plan,
                        () -> nanoseconds,
                        allocatedBytes)
                .time();
    }

    @Test
    void givesEachPartItsTimeInEachStretchOfSteps() {
        var timings = time(TimingPlan.counted(2, 3));

        assertThat(timings).extracting(LayerTiming::part).containsExactly(INPUT, FORWARD);
        assertThat(timings.getFirst().milliseconds()).containsExactly(1.0, 1.0, 1.0);
        // Two steps to warm up, then one a stretch.
        assertThat(timings.getLast().milliseconds()).containsExactly(3.0, 4.0, 5.0);
        assertThat(timings).extracting(LayerTiming::batchSize).containsOnly(4);
    }

    @Test
    void takesTheMeanOfAStretch() {
        // A stretch is over after 10 ms: the third and the fourth step take 4 and 5 ms, the fifth 6.
        var timings = time(new TimingPlan(2, 0, 1, 0.010));

        assertThat(timings.getLast().milliseconds()).containsExactly((3.0 + 4 + 5) / 3);
    }

    @Test
    void leavesOutWhatReadingTheCounterAllocates() {
        var timings = time(TimingPlan.counted(0, 1), () -> bytes += 100);

        assertThat(timings.getFirst().allocatedBytes()).isNotEmpty().containsOnly(8.0);
        assertThat(timings.getLast().allocatedBytes()).isNotEmpty().containsOnly(0.0);
    }

    @Test
    void countsWhatEachPartAllocates() {
        var timings = time(TimingPlan.counted(0, 1));

        assertThat(timings.getFirst().allocatedBytes()).isNotEmpty().containsOnly(8.0);
        assertThat(timings.getLast().allocatedBytes()).containsOnly(0.0);
    }

    @Test
    void refusesALossThatIsNotANumber() {
        loss = Double.NaN;

        assertThatThrownBy(() -> time(TimingPlan.counted(0, 1))).isInstanceOf(IllegalStateException.class);
    }
}
