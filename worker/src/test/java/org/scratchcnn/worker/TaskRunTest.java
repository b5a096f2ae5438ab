package org.scratchcnn.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class TaskRunTest {

    private final TaskRunFixture taskRun = new TaskRunFixture();

    @Test
    void timesOperationsThenTrainsFromTheInitialWeightsThenEvaluates() {
        var engine = new FakeEngine();

        var run = taskRun.execute(engine, Requests.train());

        assertThat(engine.calls)
                .containsExactly(
                        "open",
                        "logits ×10",
                        "gradients ×5",
                        "step ×5",
                        "restore",
                        "step ×3",
                        "logits",
                        "step ×3",
                        "logits ×" + (1 + 1 + 120 * 120 / 4),
                        "close");
        assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
    }

    @Test
    void keepsRawTimingsOfEachOperationAtTheTrainingBatchSizeOrOfOneSample() {
        var run = taskRun.execute(new FakeEngine(), Requests.train());

        assertThat(run.timings().stream().map(TimingSeries::operation)).containsExactly(Operation.values());
        assertThat(run.timings()).allSatisfy(series -> {
            assertThat(series.batchSize()).isEqualTo(series.operation() == Operation.FORWARD_ONE ? 1 : 4);
            assertThat(series.warmup()).isEqualTo(2);
            assertThat(series.timed()).isEqualTo(3);
            assertThat(series.milliseconds()).hasSize(3).allMatch(milliseconds -> milliseconds >= 0);
        });
    }

    @Test
    void reportsEpochsTheTestEvaluationAndWhatWasRun() {
        var run = taskRun.execute(new FakeEngine(), Requests.train());

        assertThat(run.engine()).isEqualTo("fake");
        assertThat(run.task()).isEqualTo(Requests.task());
        assertThat(run.protocol()).isEqualTo(Protocol.TRAIN);
        assertThat(run.options()).isEqualTo(new EngineOptions(2));
        assertThat(run.jvm()).isEqualTo(JvmFacts.running());
        assertThat(run.data()).isEqualTo(Points.fingerprint());
        assertThat(requireNonNull(run.facts()).facts())
                .as("asked after the last step")
                .containsEntry("steps", "6");
        assertThat(run.epochs().stream().map(EpochResult::epoch)).containsExactly(1, 2);
        assertThat(run.epochs()).allSatisfy(epoch -> {
            assertThat(epoch.samples()).isEqualTo(10);
            assertThat(epoch.evaluation().samples()).as("validation").isEqualTo(3);
        });
        // Losses 1, 1/2, 1/3 of batches of 4, 4 and 2.
        assertThat(run.epochs().getFirst().trainingLoss()).isCloseTo((4 + 2 + 2 / 3.0) / 10, within(1e-12));
        var test = requireNonNull(run.test());
        assertThat(test.samples()).isEqualTo(2);
        assertThat(test.accuracy()).isEqualTo(1);
    }

    @Test
    void evaluatesEpochsOnTheTestSamplesWhereNoneAreHeldBack() {
        var run = taskRun.execute(new FakeEngine(), Requests.train(), _ -> Points.dataWithoutValidation());

        assertThat(run.epochs())
                .allSatisfy(epoch -> assertThat(epoch.evaluation().samples()).isEqualTo(2));
        assertThat(run.test()).isEqualTo(run.epochs().getLast().evaluation());
    }

    @Test
    void stopsAfterTheFirstEpochThatReachesTheTarget() {
        var run = taskRun.execute(new FakeEngine(), Requests.until(1));

        assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(run.epochs())
                .singleElement()
                .satisfies(epoch -> assertThat(epoch.reaches(1)).isTrue());
        assertThat(run.test()).isNotNull();
    }

    @Test
    void trainsAllEpochsWhereNoneReachesTheTarget() {
        var engine = new FakeEngine() {
            @Override
            float logit(float input) {
                return -1;
            }
        };

        var run = taskRun.execute(engine, Requests.until(0.9));

        assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(run.epochs()).hasSize(50).noneMatch(epoch -> epoch.reaches(0.9));
    }

    @Test
    void drawsThePlaneRowByRowFromTheBottomLeft() {
        var regions = requireNonNull(
                taskRun.execute(new FakeEngine(), Requests.train()).regions());

        assertThat(regions.points()).hasSize(2);
        assertThat(regions.points().get(1).x()).isCloseTo(0.2, within(1e-6));
        assertThat(regions.points().get(1).label()).isEqualTo(1);
        assertThat(regions.limit())
                .as("a tenth beyond the outermost coordinate")
                .isCloseTo(0.22, within(1e-6));
        assertThat(regions.side()).isEqualTo(120);
        for (int row : new int[] {0, 57, 119}) {
            assertThat(regions.predicted().subList(row * 120, row * 120 + 60))
                    .as("left half of row %d", row)
                    .containsOnly(0);
            assertThat(regions.predicted().subList(row * 120 + 60, row * 120 + 120))
                    .as("right half of row %d", row)
                    .containsOnly(1);
        }
    }

    @Test
    void leavesOutThePlaneOfOtherSeedsAndTheTimingsWhereNotAsked() {
        var engine = new FakeEngine();
        var planned = PlannedRun.ofTraining(Requests.task().withSeed(2), "fake", Protocol.TRAIN)
                .withOperations(List.of(), TimingPlan.counted(3, 1));

        var run = taskRun.execute(engine, Requests.of(planned));

        assertThat(run.regions()).isNull();
        assertThat(run.timings()).isEmpty();
        assertThat(engine.calls)
                .containsExactly("open", "restore", "step ×3", "logits", "step ×3", "logits ×2", "close");
    }

    @Test
    void onlyTimesStepsWhereThatIsTheProtocol() {
        var engine = new FakeEngine();

        var run = taskRun.execute(engine, Requests.timeSteps());

        assertThat(engine.calls).containsExactly("open", "logits ×10", "gradients ×5", "step ×5", "close");
        assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(run.timings()).hasSize(4);
        assertThat(run.epochs()).isEmpty();
        assertThat(run.test()).isNull();
    }

    @Test
    void notesTimeAndMemoryOfTheFirstStepsBeforeItSaysAnything() {
        var eventsBefore = new ArrayList<Integer>();
        var engine = new FakeEngine() {
            @Override
            double loss(int step) {
                eventsBefore.add(taskRun.events.size());
                return super.loss(step);
            }
        };

        var run = taskRun.execute(engine, Requests.start(List.of(1, 4, 6)));

        assertThat(run.protocol()).isEqualTo(Protocol.START);
        assertThat(engine.calls).containsExactly("open", "step ×6", "close");
        assertThat(eventsBefore).containsOnly(0);
        assertThat(run.milestones()).extracting(Milestone::step).containsExactly(1, 4, 6);
        assertThat(run.milestones()).extracting(Milestone::milliseconds).isSorted();
        assertThat(run.timings()).isEmpty();
        assertThat(run.epochs()).isEmpty();
    }

    @Test
    void timesOnlyTheOperationsThatItIsAskedFor() {
        var engine = new FakeEngine();
        var operations = List.of(Operation.STEP, Operation.FORWARD_ONE);

        var run = taskRun.execute(engine, Requests.request(Protocol.TIME_STEPS, operations, TimingPlan.counted(1, 2)));

        assertThat(run.timings()).extracting(TimingSeries::operation).containsExactlyElementsOf(operations);
        assertThat(engine.calls).containsExactly("open", "step ×3", "logits ×3", "close");
    }

    @Test
    void timesOperationsAloneWhereAnEngineCantBeSplitByLayer() {
        var engine = new FakeEngine();
        var request = Requests.request(Protocol.LAYERS, List.of(Operation.STEP), TimingPlan.counted(1, 2));

        var run = taskRun.execute(engine, request);

        assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(run.timings()).extracting(TimingSeries::operation).containsExactly(Operation.STEP);
        assertThat(run.layers()).isEmpty();
    }

    @Test
    void asksForTheLogitsOfTheFirstSampleAloneWhereLatencyIsTimed() {
        var sizes = new ArrayList<Integer>();
        var engine = new FakeEngine() {
            @Override
            void batchSeen(int size) {
                sizes.add(size);
            }
        };

        taskRun.execute(
                engine,
                Requests.request(
                        Protocol.TIME_STEPS,
                        List.of(Operation.FORWARD, Operation.FORWARD_ONE),
                        TimingPlan.counted(0, 2)));

        assertThat(sizes).containsExactly(4, 4, 1, 1);
    }

    @Test
    void timesTheOneSmallBatchWhereThereAreFewerSamplesThanABatch() {
        var few = new TaskData(new Points(3, 4, 3), null, new Points(2, 4, 3), Points.fingerprint());

        var run = taskRun.execute(new FakeEngine(), Requests.timeSteps(), _ -> few);

        assertThat(run.timings()).extracting(TimingSeries::batchSize).containsExactly(3, 1, 3, 3);
    }

    @Test
    void tellsWhatItStartedWithAndEachEpoch() {
        var run = taskRun.execute(new FakeEngine(), Requests.train());

        assertThat(taskRun.events.getFirst()).isInstanceOfSatisfying(WorkerEvent.Started.class, started -> {
            assertThat(started.jvm()).isEqualTo(run.jvm());
            assertThat(started.data()).isEqualTo(run.data());
            assertThat(started.facts().engine()).isEqualTo("fake");
        });
        assertThat(taskRun.events.stream().filter(WorkerEvent.EpochDone.class::isInstance))
                .containsExactlyElementsOf(run.epochs().stream()
                        .<WorkerEvent>map(WorkerEvent.EpochDone::new)
                        .toList());
    }
}
