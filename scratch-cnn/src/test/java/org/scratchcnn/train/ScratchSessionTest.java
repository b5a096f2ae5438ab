package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;

class ScratchSessionTest {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            "small",
            Shape.image(1, 4, 4),
            List.of(Conv2d.of(1, 2, 3), new Flatten(), new Dropout(0.5), Dense.of(8, 3)),
            LossSpec.SOFTMAX_CROSS_ENTROPY);

    private static final TrainingSpec TRAINING = TrainingSpec.of(NETWORK, new OptimizerSpec.Sgd(0.1, 0.9, true), 4, 1);

    private final ScratchEngine engine = ScratchEngines.all().getFirst();
    private final ParameterSnapshot initial = ParameterInitializer.draw(TRAINING);
    private final Session session = engine.open(TRAINING, initial, new EngineOptions(2));

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void stepReturnsTheLossThatComputeGradientsReturns() {
        double loss = session.computeGradients(batch(4));
        assertThat(session.step(batch(4))).isEqualTo(loss);
    }

    @Test
    void computeGradientsLeavesTheParametersAlone() {
        session.computeGradients(batch(4));
        assertThatSnapshotsAreEqual(session.snapshot(), initial);
    }

    @Test
    void gradientsAreTheSameAgainWhenComputedAgain() {
        session.computeGradients(batch(4));
        var gradients = session.gradients();
        session.computeGradients(batch(4));
        assertThatSnapshotsAreEqual(session.gradients(), gradients);
    }

    @Test
    void gradientsAreUnclipped() {
        var clipped = TRAINING.withClipping(new ClippingSpec.ByValue(1e-6));
        session.computeGradients(batch(4));
        try (var clipping = engine.open(clipped, initial, new EngineOptions(1))) {
            clipping.computeGradients(batch(4));
            assertThatSnapshotsAreEqual(clipping.gradients(), session.gradients());
        }
    }

    @Test
    void stepsGoDownTheGradient() {
        var plain = TRAINING.withOptimizer(OptimizerSpec.sgd(0.5));
        try (var descending = engine.open(plain, initial, new EngineOptions(1))) {
            descending.computeGradients(batch(4));
            var gradient = descending.gradients().tensor("3.bias").values();
            descending.step(batch(4));
            for (int i = 0; i < gradient.length; i++) {
                assertThat(descending.snapshot().tensor("3.bias").values()[i])
                        .isEqualTo(initial.tensor("3.bias").values()[i] - 0.5f * gradient[i]);
            }
        }
    }

    @Test
    void logitsDropNothing() {
        var withDropout = new float[6];
        session.logits(batch(2), withDropout);
        var without = new float[6];
        var training = TRAINING.withNetwork(NETWORK.withoutDropout());
        try (var undropped = engine.open(training, initial, new EngineOptions(1))) {
            undropped.logits(batch(2), without);
        }
        assertThat(withDropout).containsExactly(without);
    }

    @Test
    void logitsOfMoreSamplesThanABatchHoldsAreThoseOfEachSample() {
        var all = new float[33];
        session.logits(batch(11), all);
        for (int n = 0; n < 11; n++) {
            var inputs = new float[16];
            System.arraycopy(batch(11).inputs(), 16 * n, inputs, 0, 16);
            var single = new float[3];
            session.logits(Batch.labelled(1, inputs, new int[1]), single);
            for (int k = 0; k < 3; k++) {
                assertThat(all[3 * n + k]).as("sample %d, logit %d", n, k).isCloseTo(single[k], within(1e-5f));
            }
        }
    }

    @Test
    void restoringTheSnapshotOfTheBeginningRepeatsTheTraining() {
        double[] first = {session.step(batch(4)), session.step(batch(3)), session.step(batch(4))};
        session.restore(initial);
        double[] again = {session.step(batch(4)), session.step(batch(3)), session.step(batch(4))};
        assertThat(again).containsExactly(first);
    }

    static List<OptimizerSpec> optimizers() {
        return List.of(OptimizerSpec.sgd(0.1), new OptimizerSpec.Sgd(0.1, 0.9, true), OptimizerSpec.adam(1e-3));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void aTrainingThatIsResumedOnAnotherNumberOfThreadsGivesTheSameBits(OptimizerSpec optimizer) {
        var training = TRAINING.withOptimizer(optimizer);
        try (var whole = engine.open(training, initial, new EngineOptions(1));
                var resumed = engine.open(training, initial, new EngineOptions(3))) {
            whole.step(batch(4));
            whole.step(batch(3));
            var state = whole.state();
            assertThat(state.steps()).isEqualTo(2);

            resumed.resume(state);

            for (int step = 0; step < 3; step++) {
                assertThat(resumed.step(batch(4))).isEqualTo(whole.step(batch(4)));
            }
            assertThatSnapshotsAreEqual(resumed.snapshot(), whole.snapshot());
            assertThatSnapshotsAreEqual(
                    resumed.state().optimizer(), whole.state().optimizer());
        }
    }

    @Test
    void refusesTheStateOfAnotherOptimizerAndChangesNothing() {
        var state = session.state();
        try (var adam = engine.open(TRAINING.withOptimizer(OptimizerSpec.adam(1e-3)), initial, new EngineOptions(1))) {
            adam.step(batch(4));
            var before = adam.snapshot();
            assertThatThrownBy(() -> adam.resume(state))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0.weight.first_moment is missing")
                    .hasMessageContaining("0.weight.velocity is unexpected");
            assertThatSnapshotsAreEqual(adam.snapshot(), before);
        }
    }

    @Test
    void aSessionForInferenceGivesTheSameLogitsWithoutGradients() {
        session.step(batch(4));
        var expected = new float[33];
        session.logits(batch(11), expected);
        var actual = new float[33];
        try (var inference = engine.openForInference(NETWORK, session.snapshot(), 4, new EngineOptions(1))) {
            inference.logits(batch(11), actual);
            assertThat(inference.facts().facts().get(EngineFacts.MEMORY))
                    .contains("parameters", "activations")
                    .doesNotContain("gradients", "optimizer");
            assertThat(HeldMemory.of(inference).values())
                    .isLessThan(HeldMemory.of(session).values() * 2 / 3);
        }
        assertThat(actual).containsExactly(expected);
    }

    @Test
    void refusesASecondThreadWhileOneIsAtWork() {
        var refusal = new AtomicReference<Throwable>();
        var other = new Thread(() -> session.logits(batch(4), new float[12]));
        other.setUncaughtExceptionHandler((_, e) -> refusal.set(e));
        // The listener is told while a step is going on.
        session.step(batch(4), _ -> {
            if (other.getState() == Thread.State.NEW) {
                other.start();
                try {
                    other.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        assertThat(refusal.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Two threads use this session at once; let them take turns, or give each a session of its own");
    }

    @Test
    void aSnapshotIsACopy() {
        var snapshot = session.snapshot();
        session.step(batch(4));
        assertThatSnapshotsAreEqual(snapshot, initial);
    }

    @Test
    void refusesABatchThatIsLargerThanTheSessionWasOpenedFor() {
        assertThatThrownBy(() -> session.step(batch(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The batch has 5 samples, but the session was opened for training with batches of at most 4");
    }

    @Test
    void refusesABatchWithTooFewInputValues() {
        var batch = Batch.labelled(2, new float[31], new int[2]);
        assertThatThrownBy(() -> session.step(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The batch's 2 samples of [1, 4, 4] need 32 input values, but there are 31");
        assertThatThrownBy(() -> session.logits(batch, new float[6]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The batch's 2 samples");
    }

    @Test
    void refusesAnArrayTooShortForTheLogits() {
        assertThatThrownBy(() -> session.logits(batch(2), new float[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The logits of 2 samples need room for 6 values, but there is room for 5");
    }

    @Test
    void refusesALabelThatIsNoClassAndChangesNothing() {
        var batch = Batch.labelled(2, new float[32], new int[] {2, 3});
        assertThatThrownBy(() -> session.step(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Image 1 of the batch has the label 3, but the network has 3 outputs, so labels must be 0 to 2");
        assertThatSnapshotsAreEqual(session.snapshot(), initial);
    }

    @Test
    void refusesASnapshotOfAnotherNetworkAndChangesNothing() {
        var tensors = new LinkedHashMap<>(initial.tensors());
        tensors.put("3.bias", new Tensor(List.of(2), new float[2]));
        tensors.put("0.weight", new Tensor(List.of(2, 1, 3, 3), new float[18]));
        assertThatThrownBy(() -> session.restore(new ParameterSnapshot(tensors)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The parameters are not those of the network: 3.bias has the shape [2] instead of [3]");
        assertThatSnapshotsAreEqual(session.snapshot(), initial);
    }

    @Test
    void refusesInitialParametersOfAnotherNetwork() {
        assertThatThrownBy(
                        () -> engine.open(TRAINING, new ParameterSnapshot(new LinkedHashMap<>()), new EngineOptions(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The parameters are not those of the network: 0.weight is missing, 0.bias is missing");
    }

    @Test
    void refusesANetworkWhoseLayersDontFit() {
        var wrong = new NetworkSpec("wrong", Shape.features(4), List.of(Dense.of(5, 2)), LossSpec.MEAN_SQUARED_ERROR);
        assertThatThrownBy(() -> engine.open(TRAINING.withNetwork(wrong), initial, new EngineOptions(1)))
                .isInstanceOf(InvalidNetworkException.class);
    }

    @Test
    void hasNoGradientsBeforeTheyWereComputedOrAfterAStep() {
        assertThatThrownBy(session::gradients)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There are no gradients: call computeGradients first; step and restore discard them");
        session.computeGradients(batch(4));
        session.step(batch(4));
        assertThatThrownBy(session::gradients).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesToWorkAfterItWasClosed() {
        session.close();
        for (Runnable use : List.<Runnable>of(
                () -> session.step(batch(4)),
                () -> session.computeGradients(batch(4)),
                () -> session.logits(batch(1), new float[3]),
                session::gradients,
                session::snapshot,
                () -> session.restore(initial))) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This session is closed");
        }
    }

    @Test
    void tellsWhatItRunsWith() {
        assertThat(session.facts().engine()).isEqualTo(engine.name());
        assertThat(session.facts().facts())
                .containsEntry("threads", "2")
                .containsEntry("java", Runtime.version().toString())
                .containsKeys(
                        "backend",
                        "convolution",
                        "matrix multiplication",
                        "instructions",
                        "vector bits",
                        "memory alignment");
    }

    @Test
    void supportsEveryTraining() {
        assertThat(engine.supports(TRAINING)).isEqualTo(new Support.Yes());
    }

    @Test
    void enginesAreFoundByName() {
        for (var known : ScratchEngines.all()) {
            assertThat(ScratchEngines.engine(known.name()).name()).isEqualTo(known.name());
        }
        assertThatThrownBy(() -> ScratchEngines.engine("torch"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no engine \"torch\" in this library; there are: scratch");
    }

    private static Batch batch(int size) {
        return DrawnBatch.of(NETWORK.resolve(), size, new SplittableRandom(size));
    }

    private static void assertThatSnapshotsAreEqual(ParameterSnapshot actual, ParameterSnapshot expected) {
        assertThat(actual.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.tensor(name).values()).as(name).containsExactly(tensor.values()));
    }
}
