package org.scratchcnn.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.train.ScratchEngines;

/** Gradients of other decisions are right, and all others as wrong as without ties. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradientJudgementTest {

    private final NetworkSpec network = Zoo.inceptionMini();
    private final ParameterSnapshot initial = ParameterInitializer.draw(training(network));
    private final ReferenceNetwork reference = new ReferenceNetwork(network, initial, 0);

    /** Drawn such that the network has some near ties. */
    private final Batch batch = DrawnBatch.of(network.resolve(), 2, new SplittableRandom(2));

    private final GradientJudgement judgement = new GradientJudgement(reference, batch);

    @BeforeAll
    void thereAreTies() {
        assertThat(judgement.ties()).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    /**
     * A window's values are 5 and 5 + 2⁻²³, which as a float is 5: the reference takes the second, which comes from the
     * other input channel, and float engines the first of equal ones.
     */
    @Test
    void theOtherMaximumOfEveryEngineIsAccepted() {
        var pooled = new NetworkSpec(
                "a max pool with a tie",
                Shape.image(2, 2, 2),
                List.of(Conv2d.of(2, 1, 1), MaxPool2d.of(2), new Flatten(), Dense.of(1, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var training = training(pooled);
        var tensors = new LinkedHashMap<>(ParameterInitializer.draw(training).tensors());
        tensors.put("0.weight", new Tensor(List.of(1, 2, 1, 1), new float[] {1, 1}));
        tensors.put("0.bias", new Tensor(List.of(1), new float[] {4}));
        var parameters = new ParameterSnapshot(tensors);
        var inputs = new float[] {1, 0, 0, 0, 0, 0, 0, Math.nextUp(1f)};
        var one = Batch.labelled(1, inputs, new int[] {2});
        var judgementOfOne = new GradientJudgement(new ReferenceNetwork(pooled, parameters, 0), one);
        assertThat(judgementOfOne.ties()).hasSize(1);
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training, parameters, new EngineOptions(1))) {
                session.computeGradients(one);
                var gradients = session.gradients();
                assertThat(judgementOfOne.judge(engine.name(), gradients))
                        .as(engine.name())
                        .containsExactlyElementsOf(judgementOfOne.ties());
                assertRefused(judgementOfOne, "0.weight", changed(gradients, "0.weight"));
                assertRefused(judgementOfOne, "3.bias", changed(gradients, "3.bias"));
            }
        }
    }

    /** Only then does the pool give it the gradient, so the forward pass must go on from what is decided. */
    @Test
    void aReluThatIsJustActiveMayBeTheMaximumOfAPool() {
        var pooled = new NetworkSpec(
                "a max pool of zeros, but for rounding",
                Shape.image(2, 2, 2),
                List.of(Conv2d.of(2, 1, 1), Activation.relu(), MaxPool2d.of(2), new Flatten(), Dense.of(1, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var tensors =
                new LinkedHashMap<>(ParameterInitializer.draw(training(pooled)).tensors());
        tensors.put("0.weight", new Tensor(List.of(1, 2, 1, 1), new float[] {1, -1}));
        tensors.put("0.bias", new Tensor(List.of(1), new float[] {0}));
        var parameters = new ParameterSnapshot(tensors);
        float above = Math.nextUp(1f);
        var below = Batch.labelled(1, new float[] {0, 0, 0, 1, 1, 1, 1, above}, new int[] {2});
        var active = Batch.labelled(1, new float[] {0, 0, 0, above, 1, 1, 1, 1}, new int[] {2});
        var pooledReference = new ReferenceNetwork(pooled, parameters, 0);
        var judgementOfOne = new GradientJudgement(pooledReference, below);
        assertThat(judgementOfOne.judge("active", floats(pooledReference.trainingGradients(active, 0), parameters)))
                .containsExactlyElementsOf(judgementOfOne.ties())
                .hasSize(1);
    }

    @Test
    void everyDecisionIsSeenInTheGradients() {
        var ties = judgement.ties();
        var all = Set.copyOf(ties);
        assertThat(judgement.judge("of none", gradients(Set.of()))).isEmpty();
        assertThat(judgement.judge("of one", gradients(Set.of(ties.getLast())))).containsExactly(ties.getLast());
        assertThat(judgement.judge("of all", gradients(all))).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void oneValueThatIsWrongIsRefusedWhateverIsDecided() {
        for (var decided : List.of(Set.<NearTie>of(), Set.copyOf(judgement.ties()))) {
            var gradients = gradients(decided);
            for (String name : gradients.tensors().keySet()) {
                assertRefused(judgement, name, changed(gradients, name));
            }
        }
    }

    @Test
    void halfADecisionIsRefused() {
        var one = gradients(Set.of());
        var other = gradients(Set.of(judgement.ties().getFirst()));
        var tensors = new LinkedHashMap<String, Tensor>();
        one.tensors().forEach((name, tensor) -> {
            var values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = (values[i] + other.tensor(name).values()[i]) / 2;
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        assertRefused(judgement, "", new ParameterSnapshot(tensors));
    }

    private static void assertRefused(GradientJudgement judgement, String wrong, ParameterSnapshot gradients) {
        assertThatThrownBy(() -> judgement.judge("wrong", gradients))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wrong: the gradient of " + wrong);
    }

    private ParameterSnapshot gradients(Set<NearTie> decidedOtherwise) {
        return floats(reference.trainingGradients(batch, 0, decidedOtherwise), initial);
    }

    private static ParameterSnapshot floats(Map<String, double[]> gradients, ParameterSnapshot like) {
        var tensors = new LinkedHashMap<String, Tensor>();
        gradients.forEach((name, gradient) -> {
            var values = new float[gradient.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) gradient[i];
            }
            tensors.put(name, new Tensor(like.tensor(name).shape(), values));
        });
        return new ParameterSnapshot(tensors);
    }

    /** The largest value of one tensor larger by a thousandth. */
    private static ParameterSnapshot changed(ParameterSnapshot gradients, String name) {
        var tensors = new LinkedHashMap<>(gradients.copy().tensors());
        var values = gradients.copy().tensor(name).values();
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        values[largest] *= 1.001f;
        tensors.put(name, new Tensor(gradients.tensor(name).shape(), values));
        return new ParameterSnapshot(tensors);
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), 2, 1);
    }
}
