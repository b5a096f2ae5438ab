package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;

class TrainingLoopTest {

    private final List<String> happened = new ArrayList<>();

    private final BatchSource training = new BatchSource() {
        @Override
        public int sampleCount() {
            return 5;
        }

        @Override
        public int batchSize() {
            return 2;
        }

        @Override
        public int classes() {
            return 2;
        }

        @Override
        public Iterator<Batch> epoch(int epoch) {
            happened.add("epoch " + epoch);
            return List.of(batch(2), batch(2), batch(1)).iterator();
        }
    };

    private final BatchSource validation = new DrawnBatches(2, 2, List.of(batch(2)));

    private final TrainingListener listener = new TrainingListener() {
        @Override
        public void stepDone(TrainingPosition position, int steps, double loss) {
            happened.add(String.format(
                    Locale.ROOT,
                    "step %d/%d of epoch %d, %d samples, loss %s",
                    position.step(),
                    steps,
                    position.epoch(),
                    position.samples(),
                    loss));
        }

        @Override
        public void epochDone(EpochResult result) {
            happened.add("epoch " + result.epoch() + " done");
        }
    };

    private static Batch batch(int size) {
        return Batch.labelled(size, new float[] {0, 1, 0, 1}, new int[] {1, 0});
    }

    private class Steps extends StubSession {
        private final double[] losses;
        private int steps;

        Steps(double... losses) {
            this.losses = losses;
        }

        @Override
        public double step(Batch batch) {
            return losses[steps++];
        }

        @Override
        public void logits(Batch batch, float[] logits) {
            happened.add("evaluated");
            super.logits(batch, logits);
        }
    }

    private List<EpochResult> run(int epochs, double... losses) {
        return loop(new Steps(losses)).run(epochs);
    }

    private TrainingLoop loop(Session session) {
        var network = new NetworkSpec("identity", Shape.features(2), List.of(), LossSpec.SOFTMAX_CROSS_ENTROPY);
        return new TrainingLoop(session, training, new Evaluator(validation, network)::evaluate, listener);
    }

    @Test
    void weighsLossesByTheirBatchesSizes() {
        var results = run(2, 3, 2, 5, 1, 1, 6);

        assertThat(results).extracting(EpochResult::epoch).containsExactly(1, 2);
        assertThat(results.get(0).trainingLoss()).isCloseTo((2 * 3 + 2 * 2 + 5) / 5.0, within(1e-12));
        assertThat(results.get(1).trainingLoss()).isCloseTo((2 + 2 + 6) / 5.0, within(1e-12));
        assertThat(results).allSatisfy(result -> {
            assertThat(result.samples()).isEqualTo(5);
            assertThat(result.evaluation().accuracy()).isEqualTo(0.5);
            assertThat(result.evaluation().samples()).isEqualTo(2);
            assertThat(result.stepSeconds()).isBetween(0.0, result.trainingSeconds());
        });
    }

    @Test
    void tellsOfEveryStepThenEvaluatesThenTellsOfTheEpoch() {
        run(2, 3, 2, 5, 1, 1, 6);

        assertThat(happened)
                .containsExactly(
                        "epoch 1",
                        "step 1/3 of epoch 1, 2 samples, loss 3.0",
                        "step 2/3 of epoch 1, 4 samples, loss 2.0",
                        "step 3/3 of epoch 1, 5 samples, loss 5.0",
                        "evaluated",
                        "epoch 1 done",
                        "epoch 2",
                        "step 1/3 of epoch 2, 2 samples, loss 1.0",
                        "step 2/3 of epoch 2, 4 samples, loss 1.0",
                        "step 3/3 of epoch 2, 5 samples, loss 6.0",
                        "evaluated",
                        "epoch 2 done");
    }

    @Test
    void stopsAfterTheFirstEpochThatIsGoodEnough() {
        var loop = loop(new Steps(3, 3, 3, 2, 2, 2, 1, 1, 1));

        var results = loop.run(3, epoch -> epoch.trainingLoss() <= 2);

        assertThat(results).extracting(EpochResult::epoch).containsExactly(1, 2);
        assertThat(happened).last().isEqualTo("epoch 2 done");
    }

    @Test
    void reachesAnAccuracyThatTheEvaluationIsEqualToOrAbove() {
        var result = run(1, 3, 2, 5).getFirst();

        assertThat(result.reaches(0.25)).isTrue();
        assertThat(result.reaches(0.5)).isTrue();
        assertThat(result.reaches(0.51)).isFalse();
    }

    @Test
    void stopsAtTheFirstLossThatIsNotFinite() {
        assertThatThrownBy(() -> run(3, 3, 2, 5, 1, Double.POSITIVE_INFINITY))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage("The loss became Infinity in epoch 2, step 2; training has diverged: try a lower learning"
                        + " rate, gradient clipping, or look for values in the data that are not finite");
        assertThat(happened).last().isEqualTo("step 1/3 of epoch 2, 2 samples, loss 1.0");
    }

    @Test
    void stopsAtAParameterThatIsNotFiniteAfterTheLastStep() {
        var broken = new Steps(3, 2, 5) {
            @Override
            public ParameterSnapshot snapshot() {
                return new ParameterSnapshot(Map.of("0.bias", new Tensor(List.of(2), new float[] {1, Float.NaN})));
            }
        };

        assertThatThrownBy(() -> loop(broken).run(1))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageStartingWith("0.bias[1] is NaN in epoch 1, step 3; training has diverged: ");
    }

    @Test
    void goesOnCountingEpochsWhereItIsRunAgain() {
        var loop = loop(new Steps(3, 3, 3, 2, 2, 2));

        assertThat(loop.run(1)).extracting(EpochResult::epoch).containsExactly(1);
        assertThat(loop.run(1)).extracting(EpochResult::epoch).containsExactly(2);

        assertThat(happened).contains("epoch 1", "epoch 2");
        assertThat(loop.position()).isEqualTo(TrainingPosition.beginOf(3));
    }

    @Test
    void stopsAfterTheBatchAndGoesOnFromThereAsIfItHadNotStopped() {
        var loops = new ArrayList<TrainingLoop>();
        var stopping = new Steps(3, 2) {
            @Override
            public double step(Batch batch) {
                loops.getFirst().stop();
                return super.step(batch);
            }
        };
        loops.add(loop(stopping));
        assertThat(loops.getFirst().run(2)).isEmpty();
        assertThat(loops.getFirst().position())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(new TrainingPosition(1, 1, 2 * 3, 2, 0, 0));
        happened.clear();

        var resumed = new TrainingLoop(
                new Steps(2, 5),
                training,
                _ -> Evaluation.NONE,
                listener,
                loops.getFirst().position());
        var result = resumed.run(1).getFirst();

        assertThat(result.trainingLoss()).isCloseTo((2 * 3 + 2 * 2 + 5) / 5.0, within(1e-12));
        assertThat(happened)
                .containsExactly(
                        "epoch 1",
                        "step 2/3 of epoch 1, 4 samples, loss 2.0",
                        "step 3/3 of epoch 1, 5 samples, loss 5.0",
                        "epoch 1 done");
    }

    @Test
    void countsTheSmallerLastBatch() {
        assertThat(training.batchCount()).isEqualTo(3);
        assertThat(validation.batchCount()).isEqualTo(1);
    }
}
