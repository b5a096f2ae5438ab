package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.parameter.ParameterInitializer;
import org.scratchcnn.core.record.TimingSeries;
import org.scratchcnn.core.record.TimingSeries.Operation;

class TimingPlanTest {

    private static TimingSeries time(TimingPlan plan) {
        var training = Requests.task().training();
        try (var session = new FakeEngine().open(training, ParameterInitializer.draw(training), new EngineOptions(1))) {
            return new StepTimer(session, Points.data().training(), plan).time(Operation.STEP);
        }
    }

    @Test
    void stopsAtTheMostSamplesThatARecordTakesHoweverMuchTimeIsLeft() {
        assertThat(time(new TimingPlan(0, 0, 1, 1e9)).milliseconds()).hasSize(TimingPlan.MAXIMUM_SAMPLES);
    }

    @Test
    void warmsUpForAtLeastSoManyOperationsAndSaysHowManyThereWere() {
        assertThat(time(new TimingPlan(7, 1e-9, 2, 0)).warmup()).isGreaterThanOrEqualTo(7);
        assertThat(time(TimingPlan.counted(7, 2)).warmup()).isEqualTo(7);
    }

    @Test
    void refusesNegativeNumbersAndMoreSamplesThanARecordTakes() {
        assertThatThrownBy(() -> new TimingPlan(-1, 0, 1, Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A timing plan takes no negative numbers, but was given a warm-up of -1 operations and 0.0 s,"
                                + " and 1 samples and NaN s");
        assertThatThrownBy(() -> TimingPlan.counted(0, 1_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A timing plan takes at most 1000 samples, but was given 1001");
    }
}
