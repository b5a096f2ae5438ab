package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;

class EvaluatorTest {

    /** A batch of two and a smaller one; the stub's logits are the inputs. */
    private static final BatchSource SAMPLES = new DrawnBatches(
            2,
            3,
            List.of(
                    Batch.labelled(2, new float[] {1, 2, 3, 0, 0, 0}, new int[] {2, 1}),
                    Batch.labelled(1, new float[] {-1, 0.5f, 0.25f}, new int[] {2, 99})));

    private static Evaluation evaluate(BatchSource samples, LossSpec loss) {
        return new Evaluator(samples, identity(samples.classes(), loss)).evaluate(new StubSession());
    }

    private static NetworkSpec identity(int outputs, LossSpec loss) {
        return new NetworkSpec("identity", Shape.features(outputs), List.of(), loss);
    }

    @Test
    void averagesSoftmaxCrossEntropyOverAllSamples() {
        double first = Math.log(Math.exp(-2) + Math.exp(-1) + 1);
        double second = Math.log(3);
        double third = -Math.log(Math.exp(0.25) / (Math.exp(-1) + Math.exp(0.5) + Math.exp(0.25)));

        assertThat(evaluate(SAMPLES, LossSpec.SOFTMAX_CROSS_ENTROPY).loss())
                .isCloseTo((first + second + third) / 3, within(1e-12));
    }

    @Test
    void averagesBinaryCrossEntropyOverSamplesAndOutputs() {
        double sum = -log(1 - sigmoid(1)) - log(1 - sigmoid(2)) - log(sigmoid(3));
        sum += -3 * log(0.5);
        sum += -log(1 - sigmoid(-1)) - log(1 - sigmoid(0.5)) - log(sigmoid(0.25));

        assertThat(evaluate(SAMPLES, LossSpec.BINARY_CROSS_ENTROPY).loss()).isCloseTo(sum / 9, within(1e-12));
    }

    @Test
    void averagesSquaredErrorsAgainstOneHotTargets() {
        double sum = 1 + 4 + 4 + 0 + 1 + 0 + 1 + 0.25 + 0.75 * 0.75;

        assertThat(evaluate(SAMPLES, LossSpec.MEAN_SQUARED_ERROR).loss()).isCloseTo(sum / 9, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#losses")
    void countsASampleAsRightWhereItsLabelHasTheFirstLargestLogit(LossSpec loss) {
        // The first sample is right; the second ties, so that class 0 is predicted; the third is wrong.
        var evaluation = evaluate(SAMPLES, loss);

        assertThat(evaluation.accuracy()).isEqualTo(1.0 / 3);
        assertThat(evaluation.samples()).isEqualTo(3);
    }

    @Test
    void staysFiniteForLogitsWhoseExponentialsAreNot() {
        var extreme = new DrawnBatches(1, 2, List.of(Batch.labelled(1, new float[] {3000, -3000}, new int[] {1})));

        assertThat(evaluate(extreme, LossSpec.SOFTMAX_CROSS_ENTROPY).loss()).isEqualTo(6000);
        assertThat(evaluate(extreme, LossSpec.BINARY_CROSS_ENTROPY).loss()).isEqualTo(3000);
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#losses")
    void doesNotHideLogitsThatAreNoNumbers(LossSpec loss) {
        var broken = new DrawnBatches(1, 2, List.of(Batch.labelled(1, new float[] {Float.NaN, 1}, new int[] {1})));

        assertThat(evaluate(broken, loss).loss()).isNaN();
    }

    @Test
    void aLogitThatIsNoNumberIsNoClass() {
        var broken = new DrawnBatches(
                2, 2, List.of(Batch.labelled(2, new float[] {Float.NaN, 1, 1, Float.NaN}, new int[] {1, 0})));

        assertThat(evaluate(broken, LossSpec.SOFTMAX_CROSS_ENTROPY).accuracy()).isZero();
        assertThat(Evaluator.predictedClass(new float[] {0, Float.NaN}, 0, 2)).isEqualTo(Evaluator.NO_CLASS);
    }

    @Test
    void valuesAsTargetsHaveALossAndNoAccuracy() {
        var values = new DrawnBatches(
                2, 2, List.of(new Batch(2, new float[] {1, 2, 3, 4}, new Batch.Values(new float[] {1, 1, 3, 1}))));

        var evaluation = evaluate(values, LossSpec.MEAN_SQUARED_ERROR);

        assertThat(evaluation.loss()).isCloseTo((0 + 1 + 0 + 9) / 4.0, within(1e-12));
        assertThat(evaluation.accuracy()).isNaN();
    }

    @Test
    void refusesDataOfAnotherNumberOfClassesThanTheNetworkHasOutputs() {
        var network = identity(2, LossSpec.SOFTMAX_CROSS_ENTROPY);

        assertThatThrownBy(() -> new Evaluator(SAMPLES, network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The samples are of 3 classes, but identity has 2 outputs; evaluate it on data of the kind that it was trained on");
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double log(double x) {
        return Math.log(x);
    }
}
