package org.scratchcnn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.oracle.OracleLoss;

class LossTest {

    private static final int SAMPLES = 5;
    private static final int OUTPUTS = 4;
    private static final int[] LABELS = {3, 0, 2, 2, 1};

    private final RandomGenerator random = new SplittableRandom(7);
    private final float[] dLogits = new float[SAMPLES * OUTPUTS];

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void isTheFormulasMeanOverTheBatch(LossSpec spec) {
        float[] logits = randomLogits();
        double loss = Loss.of(spec, OUTPUTS).evaluate(logits, labelled(SAMPLES), 0, SAMPLES, dLogits);
        assertThat(loss).isCloseTo(oracle(spec, logits, labelled(SAMPLES)), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void writesTheFormulasGradient(LossSpec spec) {
        float[] logits = randomLogits();
        Loss.of(spec, OUTPUTS).evaluate(logits, labelled(SAMPLES), 0, SAMPLES, dLogits);
        assertThatGradientIsTheFormulas(spec, logits, labelled(SAMPLES));
    }

    @ParameterizedTest
    @MethodSource("ofValues")
    void takesValuesAsTargets(LossSpec spec) {
        float[] logits = randomLogits();
        var targets = new float[SAMPLES * OUTPUTS];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextFloat();
        }
        var batch = new Batch(SAMPLES, new float[0], new Batch.Values(targets));
        double loss = Loss.of(spec, OUTPUTS).evaluate(logits, batch, 0, batch.size(), dLogits);
        assertThat(loss).isCloseTo(oracle(spec, logits, batch), within(1e-12));
        assertThatGradientIsTheFormulas(spec, logits, batch);
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void readsAndWritesOnlyTheBatchsOwnPartOfLongerArrays(LossSpec spec) {
        float[] logits = randomLogits();
        dLogits[2 * OUTPUTS] = 42;
        double loss = Loss.of(spec, OUTPUTS).evaluate(logits, labelled(2), 0, 2, dLogits);
        assertThat(loss).isCloseTo(oracle(spec, logits, labelled(2)), within(1e-12));
        assertThat(dLogits[2 * OUTPUTS]).isEqualTo(42);
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void partsOfABatchAddUpToTheWhole(LossSpec spec) {
        float[] logits = randomLogits();
        var loss = Loss.of(spec, OUTPUTS);
        double whole = loss.evaluate(logits, labelled(SAMPLES), 0, SAMPLES, dLogits);
        var ofParts = new float[SAMPLES * OUTPUTS];
        double sum = loss.evaluate(logits, labelled(SAMPLES), 0, 3, ofParts);
        sum += loss.evaluate(logits, labelled(SAMPLES), 3, SAMPLES - 3, ofParts);
        assertThat(sum).isCloseTo(whole, within(1e-14));
        assertThat(ofParts).containsExactly(dLogits);
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void staysFiniteForExtremeLogits(LossSpec spec) {
        var logits = new float[SAMPLES * OUTPUTS];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (i % 2 == 0 ? 1 : -1) * 1e30f;
        }
        assertThat(Loss.of(spec, OUTPUTS).evaluate(logits, labelled(SAMPLES), 0, SAMPLES, dLogits))
                .isFinite();
        for (float value : dLogits) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void isNotANumberWhereALogitIsNot(LossSpec spec) {
        float[] logits = randomLogits();
        logits[6] = Float.NaN;
        assertThat(Loss.of(spec, OUTPUTS).evaluate(logits, labelled(SAMPLES), 0, SAMPLES, dLogits))
                .isNaN();
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void namesTheImageWhoseLabelIsOutOfRange(LossSpec spec) {
        var loss = Loss.of(spec, OUTPUTS);
        var tooLarge = Batch.labelled(3, new float[0], new int[] {0, 1, 4});
        assertThatThrownBy(() -> loss.requireTargets(tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Image 2 of the batch has the label 4, but the network has 4 outputs, so labels must be 0 to 3");
        var negative = Batch.labelled(3, new float[0], new int[] {0, -1, 4});
        assertThatThrownBy(() -> loss.requireTargets(negative))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Image 1 of the batch has the label -1");
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void refusesFewerLabelsThanSamples(LossSpec spec) {
        var batch = Batch.labelled(3, new float[0], new int[] {0, 1});
        assertThatThrownBy(() -> Loss.of(spec, OUTPUTS).requireTargets(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The batch has 3 samples, but only 2 labels");
    }

    @Test
    void softmaxRefusesValuesAsTargets() {
        var batch = new Batch(1, new float[0], new Batch.Values(new float[OUTPUTS]));
        assertThatThrownBy(
                        () -> Loss.of(LossSpec.SOFTMAX_CROSS_ENTROPY, OUTPUTS).requireTargets(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Softmax and cross-entropy needs class labels, but the batch's targets are values");
    }

    @Test
    void binaryCrossEntropyNamesTheTargetThatIsNoProbability() {
        var targets = new float[] {0, 1, 0.5f, 1, 0, 1.5f, 0, 0};
        var batch = new Batch(2, new float[0], new Batch.Values(targets));
        assertThatThrownBy(() -> Loss.of(LossSpec.BINARY_CROSS_ENTROPY, OUTPUTS).requireTargets(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Image 1 of the batch has the target 1.5 for output 1, which is not a probability in [0, 1]");
    }

    @Test
    void refusesFewerTargetsThanOutputs() {
        var batch = new Batch(2, new float[0], new Batch.Values(new float[7]));
        assertThatThrownBy(() -> Loss.of(LossSpec.MEAN_SQUARED_ERROR, OUTPUTS).requireTargets(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The batch has 2 samples of 4 outputs, so 8 targets, but only 7");
    }

    static List<LossSpec> ofValues() {
        return OracleLoss.losses().stream()
                .filter(spec -> !(spec instanceof LossSpec.OfClasses))
                .toList();
    }

    @Test
    void ofProbabilitiesIsTheFormulasMeanWithItsGradient() {
        var spec = new LossSpec.BinaryCrossEntropyOfProbabilities();
        float[] probabilities = randomLogits();
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = (float) Sigmoid.of(probabilities[i] / 2);
        }
        double loss = Loss.of(spec, OUTPUTS).evaluate(probabilities, labelled(SAMPLES), 0, SAMPLES, dLogits);
        assertThat(loss).isCloseTo(oracle(spec, probabilities, labelled(SAMPLES)), within(1e-12));
        var oracle = new OracleLoss(spec, OUTPUTS);
        assertClose(
                "gradient", dLogits, oracle.gradient(toDouble(probabilities), oracle.targets(labelled(SAMPLES))), 1e-6);
    }

    @Test
    void ofProbabilitiesBoundsLogarithmsAndDerivativesAsPyTorch() {
        var batch = new Batch(1, new float[0], new Batch.Values(new float[] {1, 0, 1, 0}));
        double loss = Loss.of(new LossSpec.BinaryCrossEntropyOfProbabilities(), OUTPUTS)
                .evaluate(new float[] {0, 1, 1, 0}, batch, 0, 1, dLogits);
        assertThat(loss).isEqualTo(50);
        assertThat(dLogits).startsWith(-0.25e12f, 0.25e12f, 0, 0);
    }

    @Test
    void weighsNothingWhereAllSamplesAreOfClassesThatWeighNothing() {
        var loss = Loss.of(new LossSpec.SoftmaxCrossEntropy(0, List.of(1.0, 1.0, 0.0, 1.0)), OUTPUTS);
        var batch = Batch.labelled(2, new float[0], new int[] {2, 2});
        Arrays.fill(dLogits, 42);
        assertThat(loss.evaluate(randomLogits(), batch, 0, 2, dLogits)).isZero();
        assertThat(dLogits).startsWith(0, 0, 0, 0, 0, 0, 0, 0, 42);
    }

    @Test
    void focalLossStaysFiniteForGammasBelowOne() {
        var loss = Loss.of(new LossSpec.Focal(0.3, List.of()), 2);
        var batch = Batch.labelled(3, new float[0], new int[] {0, 0, 0});
        double value = loss.evaluate(new float[] {1e4f, 0, 30, -30, -1e4f, 0}, batch, 0, 3, dLogits);
        assertThat(value).isFinite();
        for (float gradient : dLogits) {
            assertThat(gradient).isFinite();
        }
    }

    @Test
    void refusesSettingsThatMakeNoLoss() {
        assertThatThrownBy(() -> new LossSpec.SoftmaxCrossEntropy(1, List.of()))
                .hasMessage("Label smoothing must be at least 0 and below 1, but is 1.0");
        assertThatThrownBy(() -> new LossSpec.SoftmaxCrossEntropy(Double.NaN, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LossSpec.SoftmaxCrossEntropy(0, List.of(1.0, -1.0)))
                .hasMessage("A class's weight must be a finite number of at least 0, but one of [1.0, -1.0] is -1.0");
        assertThatThrownBy(() -> new LossSpec.Focal(2, List.of(0.0, 0.0)))
                .hasMessage("At least one class must have a weight above 0, but they are [0.0, 0.0]");
        assertThatThrownBy(() -> new LossSpec.Focal(-1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LossSpec.Huber(0))
                .hasMessage("Huber's delta must be a finite number above 0, but is 0.0");
    }

    private static double oracle(LossSpec spec, float[] logits, Batch batch) {
        var oracle = new OracleLoss(spec, OUTPUTS);
        return oracle.mean(toDouble(logits), oracle.targets(batch));
    }

    private void assertThatGradientIsTheFormulas(LossSpec spec, float[] logits, Batch batch) {
        var oracle = new OracleLoss(spec, OUTPUTS);
        assertClose("gradient", dLogits, oracle.gradient(toDouble(logits), oracle.targets(batch)), 1e-7);
    }

    private Batch labelled(int samples) {
        return Batch.labelled(samples, new float[0], LABELS);
    }

    private float[] randomLogits() {
        var logits = new float[SAMPLES * OUTPUTS];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) random.nextGaussian(0, 2);
        }
        return logits;
    }
}
