package org.scratchcnn.loss;

import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.LossSpec;

/** A loss with its gradient by the logits. Not safe for use by several threads at once. */
public interface Loss {

    /**
     * Checks a batch before anything is computed of it.
     *
     * @throws IllegalArgumentException if a target is not one of this loss's; the message names the sample
     */
    void requireTargets(Batch batch);

    /**
     * What some samples of a batch add to its mean loss, and the gradient of that.
     *
     * @param logits {@code [N, outputs]}, row-major; may be longer
     * @param batch whose targets are compared with, and are this loss's ({@link #requireTargets})
     * @param first of the samples
     * @param count of samples; with all N it is the mean loss itself
     * @param dLogits receives the mean loss's gradient by the samples' logits, in {@code [N, outputs]}; may be longer
     * @return the samples' losses in sum, divided by the whole batch's {@link #weight}, for dense targets also by a
     *     sample's outputs
     */
    double evaluate(float[] logits, Batch batch, int first, int count, float[] dLogits);

    /**
     * The losses of all samples of a batch in sum, each by its weight, without a gradient; of dense targets the mean over a
     * sample's outputs.
     *
     * @param logits {@code [N, outputs]}, row-major; may be longer
     * @param batch whose targets are compared with, and are this loss's ({@link #requireTargets})
     */
    double sum(float[] logits, Batch batch);

    /**
     * By what a {@link #sum} is divided for a mean: the number of samples, or the sum of their classes' weights.
     *
     * @param batch whose targets are this loss's ({@link #requireTargets})
     */
    double weight(Batch batch);

    /** The described loss over so many outputs. */
    static Loss of(LossSpec spec, int outputs) {
        return switch (spec) {
            case LossSpec.SoftmaxCrossEntropy entropy -> new SoftmaxCrossEntropy(entropy, outputs);
            case LossSpec.Focal focal -> new FocalLoss(focal, outputs);
            case LossSpec.BinaryCrossEntropy _ -> PointwiseLoss.mean(new BinaryCrossEntropy(), outputs);
            case LossSpec.BinaryCrossEntropyOfProbabilities _ ->
                PointwiseLoss.mean(new ProbabilityCrossEntropy(), outputs);
            case LossSpec.MeanSquaredError _ -> PointwiseLoss.mean(new SquaredError(), outputs);
            case LossSpec.MeanAbsoluteError _ -> PointwiseLoss.mean(new AbsoluteError(), outputs);
            case LossSpec.Huber(double delta) -> PointwiseLoss.mean(new HuberError(delta), outputs);
            case LossSpec.KullbackLeibler _ -> PointwiseLoss.sum(new Divergence(), outputs);
        };
    }
}
