package org.scratchcnn.dl4j;

import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.scratchcnn.network.LossSpec;

/** Described losses as Deeplearning4j's. */
final class Losses {

    private Losses() {}

    /**
     * A loss of values and gradients as described.
     *
     * @throws NotExpressibleException if Deeplearning4j has none
     */
    static ILossFunction of(LossSpec loss) {
        return switch (loss) {
            case LossSpec.SoftmaxCrossEntropy(double labelSmoothing, var weights)
            when weights.isEmpty() -> new SoftmaxCrossEntropy(labelSmoothing);
            case LossSpec.SoftmaxCrossEntropy _ ->
                throw new NotExpressibleException(
                        "the loss has class weights, and Deeplearning4j divides weighted losses by the number of samples, not by the sum of their weights");
            case LossSpec.Focal _ -> throw new NotExpressibleException("Deeplearning4j has no focal loss");
            case LossSpec.BinaryCrossEntropy _ -> new BinaryCrossEntropy();
            case LossSpec.BinaryCrossEntropyOfProbabilities _ ->
                throw new NotExpressibleException(
                        "Deeplearning4j clips the probabilities of binary cross-entropy, not their logarithms");
            case LossSpec.MeanSquaredError _ -> new LossMSE();
            case LossSpec.MeanAbsoluteError _ -> new LossMAE();
            case LossSpec.Huber _ -> throw new NotExpressibleException("Deeplearning4j has no Huber loss");
            case LossSpec.KullbackLeibler _ ->
                throw new NotExpressibleException(
                        "Deeplearning4j's Kullback-Leibler divergence is of probabilities, which it clips, not of their logarithms");
        };
    }
}
