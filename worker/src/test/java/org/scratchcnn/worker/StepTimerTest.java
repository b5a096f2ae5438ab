package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class StepTimerTest {

    private static final long NANOS_PER_STEP = 1_000_000;

    private long now;

    /** Steps that take a millisecond each. */
    private TimingSeries time(TimingPlan plan) {
        var training = Requests.task().training();
        try (var session = new FakeEngine().open(training, ParameterInitializer.draw(training), new EngineOptions(1))) {
            return new StepTimer(session, Points.data().training(), plan, () -> now += NANOS_PER_STEP)
                    .time(Operation.STEP);
        }
    }

    @Test
    void timesForAtLeastSoLongAndKeepsNoMoreSamplesThanARecordTakes() {
        var series = time(new TimingPlan(0, 0, 1, 2.4995));

        assertThat(series.timed()).isEqualTo(2_500);
        assertThat(series.milliseconds()).hasSize(TimingPlan.KEPT_SAMPLES);
    }

    @Test
    void keepsEverySampleWhereThereAreFew() {
        var series = time(TimingPlan.counted(0, TimingPlan.KEPT_SAMPLES));

        assertThat(series.timed()).isEqualTo(TimingPlan.KEPT_SAMPLES);
        assertThat(series.milliseconds()).hasSize(TimingPlan.KEPT_SAMPLES);
    }

    @Test
    void warmsUpForAtLeastSoManyOperationsAndSaysHowManyThereWere() {
        assertThat(time(new TimingPlan(7, 0.001, 2, 0)).warmup()).isEqualTo(7);
        assertThat(time(new TimingPlan(7, 0.0195, 2, 0)).warmup()).isEqualTo(20);
        assertThat(time(TimingPlan.counted(7, 2)).warmup()).isEqualTo(7);
    }

    @Test
    void refusesNegativeNumbersAndMoreSamplesThanARecordTakes() {
        assertThatThrownBy(() -> TimingPlan.counted(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimingPlan(-1, 0, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A timing plan takes at least 1 sample and no negative numbers, but was given a warm-up of -1 operations and 0.0 s,"
                                + " and 1 samples and NaN s");
        assertThatThrownBy(() -> TimingPlan.counted(0, 1_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A timing plan takes at most 1000 samples, but was given 1001");
    }
}
