package org.scratchcnn.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss that holds its own last activation, for a loss layer without one: the network's output then are its logits.
 * Deeplearning4j's cross-entropies take logarithms of probabilities, so their values are clipped or not a number where a
 * probability underflows; their gradients are these here.
 */
abstract class LossFromLogits implements ILossFunction {

    private static final long serialVersionUID = 1L;

    /** The loss of the sample whose {@code outputs} logits and targets start at index {@code from}. */
    abstract double sampleLoss(float[] logits, float[] targets, int from, int outputs);

    /** The gradient of the losses' sum over the samples by the logits, {@code [N, outputs]}; a new array. */
    abstract INDArray gradient(INDArray targets, INDArray logits);

    @Override
    public final double computeScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        double sum = 0;
        for (double loss : sampleLosses(labels, preOutput, mask)) {
            sum += loss;
        }
        return average ? sum / preOutput.size(0) : sum;
    }

    @Override
    public final INDArray computeScoreArray(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        var losses = sampleLosses(labels, preOutput, mask);
        return Nd4j.createFromArray(losses).castTo(preOutput.dataType()).reshape(losses.length, 1);
    }

    @Override
    public final INDArray computeGradient(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
        refuse(mask);
        return gradient(labels, preOutput);
    }

    @Override
    public final Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask, boolean average) {
        return Pair.of(
                computeScore(labels, preOutput, activation, mask, average),
                computeGradient(labels, preOutput, activation, mask));
    }

    @Override
    public final String name() {
        return getClass().getSimpleName();
    }

    /** Over plain arrays: for so few values each operation of ND4J costs more than the whole loop. */
    private double[] sampleLosses(INDArray labels, INDArray preOutput, @Nullable INDArray mask) {
        refuse(mask);
        float[] logits = preOutput.dup('c').data().asFloat();
        float[] targets = labels.dup('c').data().asFloat();
        int samples = (int) preOutput.size(0);
        int outputs = (int) preOutput.size(1);
        var losses = new double[samples];
        for (int n = 0; n < samples; n++) {
            losses[n] = sampleLoss(logits, targets, n * outputs, outputs);
        }
        return losses;
    }

    private static void refuse(@Nullable INDArray mask) {
        if (mask != null) {
            throw new UnsupportedOperationException("Masks of labels are not supported: no described network has any");
        }
    }
}
