package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.train.TrainingPosition;

class ProgressReporterTest {

    private final List<WorkerEvent> events = new ArrayList<>();
    private long now;

    private final ProgressReporter reporter = new ProgressReporter(2, events::add, () -> now);

    private void step(int epoch, int step, int samples, double lossSum) {
        now += 50_000_000;
        reporter.stepDone(new TrainingPosition(epoch, step, lossSum, samples, 0, 0), 100, 1);
    }

    @Test
    void reportsFiveTimesASecondAtMost() {
        for (int step = 1; step <= 100; step++) {
            step(1, step, 10 * step, step);
        }

        assertThat(events.stream().map(event -> ((WorkerEvent.Progress) event).step()))
                .startsWith(4, 8, 12)
                .hasSize(25);
    }

    @Test
    void givesTheMeanLossOfTheEpochAndItsSpeedSoFar() {
        step(1, 1, 10, 40);
        step(1, 2, 20, 60);
        step(1, 3, 30, 80);
        step(1, 4, 50, 100);

        assertThat(events).containsExactly(new WorkerEvent.Progress(1, 2, 4, 100, 100 / 50.0, null, 250));
    }

    @Test
    void beginsAnewWithEachEpochAndTellsTheAccuracyAfterTheOneBefore() {
        step(1, 1, 10, 4);
        now += 3_000_000_000L;
        var result = new EpochResult(1, 4, 0.05, 0.05, 10, new Evaluation(1, 0.75, 5));
        reporter.epochDone(result);
        now += 150_000_000;
        step(2, 1, 10, 30);

        assertThat(events)
                .containsExactly(
                        new WorkerEvent.EpochDone(result), new WorkerEvent.Progress(2, 2, 1, 100, 3, 0.75, 50));
    }
}
