package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class StepTimerTest {

    private static final long MILLISECOND = 1_000_000;
    private static final StepPart INPUT = StepPart.ofNoLayer(Kind.INPUT);
    private static final StepPart FORWARD = new StepPart(Kind.FORWARD, "0", "Dense(2→3)", "[3]", 12, "");

    private long nanoseconds;
    private long bytes;

    /** The input takes 1 ms and 8 bytes, the forward pass as many ms as steps were taken. */
    private final FakeEngine engine = new FakeEngine() {
        @Override
        List<StepPart> parts() {
            return List.of(INPUT, FORWARD);
        }

        @Override
        void tellParts(int step, StepListener listener) {
            nanoseconds += MILLISECOND;
            bytes += 8;
            listener.done(0);
            nanoseconds += MILLISECOND * step;
            listener.done(1);
            // What comes behind the last part is no part's.
            nanoseconds += 5;
        }
    };

    private <T> T time(
            TimingPlan plan, LongSupplier nanoTime, LongSupplier allocatedBytes, Function<StepTimer, T> timing) {
        var training = Requests.task().training();
        try (var session = engine.open(training, ParameterInitializer.draw(training), new EngineOptions(1))) {
            return timing.apply(new StepTimer(session, Points.data().training(), plan, nanoTime, allocatedBytes));
        }
    }

    /** Of steps that take a millisecond each. */
    private TimingSeries time(TimingPlan plan) {
        return time(plan, () -> nanoseconds += MILLISECOND, () -> bytes, timer -> timer.time(Operation.STEP));
    }

    private List<LayerTiming> timeParts(TimingPlan plan, LongSupplier allocatedBytes) {
        return time(plan, () -> nanoseconds, allocatedBytes, StepTimer::timeParts);
    }

    @Test
    void givesEachPartItsTimeInEachStep() {
        var timings = timeParts(TimingPlan.counted(2, 3), () -> bytes);

        assertThat(timings).extracting(LayerTiming::part).containsExactly(INPUT, FORWARD);
        assertThat(timings.getFirst().milliseconds()).containsExactly(1.0, 1.0, 1.0);
        assertThat(timings.getLast().milliseconds()).containsExactly(3.0, 4.0, 5.0);
        assertThat(timings).extracting(LayerTiming::batchSize).containsOnly(4);
    }

    @Test
    void timesPartsForAtLeastSoLongAndKeepsThoseOfEvenlySpacedSteps() {
        // Steps of 2, 3, 4, … ms.
        assertThat(timeParts(new TimingPlan(0, 0, 1, 0.009), () -> bytes)
                        .getLast()
                        .milliseconds())
                .containsExactly(1.0, 2.0, 3.0);
        assertThat(timeParts(TimingPlan.counted(0, 200), () -> bytes).getLast().milliseconds())
                .hasSize(100)
                .startsWith(1.0, 3.0, 5.0);
    }

    @Test
    void countsWhatEachPartAllocatesButNotWhatReadingTheCounterDoes() {
        for (LongSupplier counter : List.<LongSupplier>of(() -> bytes, () -> bytes += 100)) {
            var timings = timeParts(TimingPlan.counted(0, 1), counter);

            assertThat(timings.getFirst().allocatedBytes()).isNotEmpty().containsOnly(8.0);
            assertThat(timings.getLast().allocatedBytes()).isNotEmpty().containsOnly(0.0);
        }
    }

    @Test
    void timesForAtLeastSoLongAndKeepsNoMoreSamplesThanARecordTakes() {
        var series = time(new TimingPlan(0, 0, 1, 2.4995));

        assertThat(series.timed()).isEqualTo(2_500);
        assertThat(series.milliseconds()).hasSize(StepTimer.KEPT_SAMPLES);
    }

    @Test
    void keepsEverySampleWhereThereAreFew() {
        var series = time(TimingPlan.counted(0, StepTimer.KEPT_SAMPLES));

        assertThat(series.timed()).isEqualTo(StepTimer.KEPT_SAMPLES);
        assertThat(series.milliseconds()).hasSize(StepTimer.KEPT_SAMPLES);
    }

    @Test
    void warmsUpForAtLeastSoManyOperationsAndSaysHowManyThereWere() {
        assertThat(time(new TimingPlan(7, 0.001, 2, 0)).warmup()).isEqualTo(7);
        assertThat(time(new TimingPlan(7, 0.0195, 2, 0)).warmup()).isEqualTo(20);
        assertThat(time(TimingPlan.counted(7, 2)).warmup()).isEqualTo(7);
    }
}
