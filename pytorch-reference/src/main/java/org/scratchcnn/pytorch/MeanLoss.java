package org.scratchcnn.pytorch;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scratchcnn.network.LossSpec;

/** A described loss in PyTorch. */
final class MeanLoss implements AutoCloseable {

    /** Among PyTorch's reductions; of losses of classes with weights it is {@code Σ w·l / Σ w}. */
    private static final long MEAN = 1;

    private static final long SUM = 2;

    /** Which label PyTorch leaves out, where it isn't told another. */
    private static final long NO_LABEL = -100;

    private final LossSpec spec;
    private final TensorOptional classWeights;

    MeanLoss(LossSpec spec, TensorKind kind) {
        this.spec = spec;
        this.classWeights = spec instanceof LossSpec.OfClasses ofClasses
                        && !ofClasses.classWeights().isEmpty()
                ? weights(ofClasses.classWeights(), kind)
                : new TensorOptional();
    }

    /** Why PyTorch can't compute the described loss; empty where it can. */
    static Optional<String> reasonAgainst(LossSpec spec) {
        return spec instanceof LossSpec.OfClasses ofClasses
                        && ofClasses.classWeights().contains(0.0)
                ? Optional.of(
                        "a class weighs nothing, and PyTorch's mean of a batch that weighs nothing is not a number, where the description's is 0")
                : Optional.empty();
    }

    private static TensorOptional weights(List<Double> weights, TensorKind kind) {
        try (var doubles = Tensors.allocate(ScalarType.Double, MemoryFormat.Contiguous, weights.size());
                var converted = kind.allocate(weights.size())) {
            doubles.data_ptr_double()
                    .put(weights.stream().mapToDouble(weight -> weight).toArray(), 0, weights.size());
            Tensors.copy(doubles, converted);
            return new TensorOptional(converted);
        }
    }

    /**
     * The mean over the batch, one value.
     *
     * @param outputs {@code [N, outputs]}
     * @param targets classes {@code [N]} or values {@code [N, outputs]}
     */
    Tensor of(Tensor outputs, Tensor targets) {
        return switch (spec) {
            case LossSpec.SoftmaxCrossEntropy(double labelSmoothing, var _) ->
                torch.cross_entropy_loss(outputs, targets, classWeights, MEAN, NO_LABEL, labelSmoothing);
            case LossSpec.Focal(double gamma, var _) -> focal(outputs, targets, gamma);
            case LossSpec.BinaryCrossEntropy _ -> torch.binary_cross_entropy_with_logits(outputs, targets);
            case LossSpec.BinaryCrossEntropyOfProbabilities _ -> torch.binary_cross_entropy(outputs, targets);
            case LossSpec.MeanSquaredError _ -> torch.mse_loss(outputs, targets);
            case LossSpec.MeanAbsoluteError _ -> torch.l1_loss(outputs, targets);
            case LossSpec.Huber(double delta) -> torch.huber_loss(outputs, targets, MEAN, delta);
            // What Python calls batchmean is not among the native reductions.
            case LossSpec.KullbackLeibler _ ->
                torch.kl_div(outputs, targets, SUM, false).div(new Scalar(outputs.size(0)));
        };
    }

    /** PyTorch has no focal loss; with its weights and its mean, that of negative log-likelihoods is the rest of it. */
    private Tensor focal(Tensor logits, Tensor classes, double gamma) {
        var logarithms = logits.log_softmax(1);
        // Added up, since 1 − p has lost its digits where p is almost 1.
        var others = logarithms
                .exp()
                .scatter(1, classes.unsqueeze(1), new Scalar(0.0))
                .sum(1)
                .unsqueeze(1);
        return torch.nll_loss(logarithms.mul(others.pow(new Scalar(gamma))), classes, classWeights, MEAN, NO_LABEL);
    }

    @Override
    public void close() {
        classWeights.close();
    }
}
