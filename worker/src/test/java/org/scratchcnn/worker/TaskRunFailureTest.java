package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InsufficientMemoryException;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class TaskRunFailureTest {

    private final TaskRunFixture taskRun = new TaskRunFixture();

    @Test
    void saysWhyAnEngineCannotDoTheTaskWithoutLoadingData() {
        var engine = new FakeEngine() {
            @Override
            public Support supports(TrainingSpec training) {
                return new Support.No("It has no dense layers");
            }
        };

        var run = taskRun.execute(engine, Requests.train(), _ -> {
            throw new AssertionError("data are not needed");
        });

        assertThat(run.outcome()).isEqualTo(new Outcome.Unsupported("It has no dense layers"));
        assertThat(run.data()).isNull();
        assertThat(run.facts()).isNull();
        assertThat(engine.calls).isEmpty();
        assertThat(taskRun.events).isEmpty();
    }

    @Test
    void failsAtTheFirstLossThatIsNoNumberAndKeepsWhatWasMeasured() {
        var engine = new FakeEngine() {
            @Override
            double loss(int step) {
                return step == 5 ? Double.NaN : 1;
            }
        };

        var run = taskRun.execute(
                engine, Requests.request(Protocol.TRAIN, Operation.OF_TRAINING, TimingPlan.counted(0, 2)));

        assertThat(run.outcome())
                .isEqualTo(
                        new Outcome.Failed(
                                "The loss became NaN in epoch 2, step 2; training has diverged: try a lower"
                                        + " learning rate, gradient clipping, or look for values in the data that are not finite"));
        assertThat(run.epochs()).hasSize(1);
        assertThat(run.timings()).hasSize(3);
        assertThat(run.test()).isNull();
        assertThat(engine.calls).last().isEqualTo("close");
    }

    @Test
    void failsOnALossThatIsNoNumberWhileTimingSteps() {
        var engine = new FakeEngine() {
            @Override
            double loss(int step) {
                return step == 4 ? Double.POSITIVE_INFINITY : 1;
            }
        };

        assertThat(taskRun.execute(engine, Requests.timeSteps()).outcome())
                .isEqualTo(new Outcome.Failed(
                        "IllegalStateException: The loss became Infinity while timing single operations of STEP"));
    }

    @Test
    void failsOnALossThatIsNoNumberAtAMilestone() {
        var engine = new FakeEngine() {
            @Override
            double loss(int step) {
                return Double.NaN;
            }
        };

        assertThat(taskRun.execute(engine, Requests.start(List.of(2))).outcome())
                .isEqualTo(new Outcome.Failed("IllegalStateException: The loss became NaN while taking step 2"));
    }

    @Test
    void failsOnALogitThatIsNoNumber() {
        var engine = new FakeEngine() {
            @Override
            float logit(float input) {
                return input > 0 ? Float.NaN : 0;
            }
        };

        assertThat(taskRun.execute(engine, Requests.timeSteps()).outcome())
                .isEqualTo(new Outcome.Failed("IllegalStateException: A logit became NaN, number 4 of its batch"));
        assertThat(taskRun.execute(engine, Requests.request(Protocol.TRAIN, List.of(), TimingPlan.counted(0, 1)))
                        .outcome())
                .isEqualTo(new Outcome.Failed(
                        "IllegalStateException: The loss became NaN while evaluating after epoch 1"));
    }

    @Test
    void turnsErrorsIntoAFailureWithItsStackTraceInTheLog() {
        var engine = new FakeEngine() {
            @Override
            public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
                throw new OutOfMemoryError("Java heap space");
            }
        };

        var run = taskRun.execute(engine, Requests.train());

        assertThat(run.outcome()).isEqualTo(new Outcome.Failed("OutOfMemoryError: Java heap space"));
        assertThat(run.data()).as("was read before").isEqualTo(Points.fingerprint());
        assertThat(taskRun.log())
                .startsWith("java.lang.OutOfMemoryError: Java heap space")
                .contains("\tat ");
    }

    @Test
    void tellsInTheEnginesWordsThatASessionWouldNotFit() {
        var engine = new FakeEngine() {
            @Override
            public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
                throw new InsufficientMemoryException("Training fake needs 9 bytes");
            }
        };

        assertThat(taskRun.execute(engine, Requests.train()).outcome())
                .isEqualTo(new Outcome.Failed("Training fake needs 9 bytes"));
    }

    @Test
    void turnsMissingDataIntoAFailure() {
        var run = taskRun.execute(new FakeEngine(), Requests.train(), _ -> {
            throw new IllegalArgumentException();
        });

        assertThat(run.outcome()).isEqualTo(new Outcome.Failed("IllegalArgumentException"));
        assertThat(run.data()).isNull();
    }
}
