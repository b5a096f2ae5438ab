package org.scratchcnn.oracle;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.LossSpec;

/** A batch's mean loss by the textbook's formulas, without any care for overflow, in double precision. */
public record OracleLoss(LossSpec spec, int outputs) {

    /** One of each kind that is not of one number of classes. */
    public static List<LossSpec> losses() {
        return List.of(
                LossSpec.SOFTMAX_CROSS_ENTROPY,
                new LossSpec.SoftmaxCrossEntropy(0.1, List.of()),
                new LossSpec.Focal(2, List.of()),
                LossSpec.BINARY_CROSS_ENTROPY,
                LossSpec.MEAN_SQUARED_ERROR,
                new LossSpec.MeanAbsoluteError(),
                new LossSpec.Huber(0.5),
                new LossSpec.KullbackLeibler());
    }

    /** The same, and others of four classes. */
    public static List<LossSpec> ofFour() {
        var weights = List.of(0.5, 2.0, 0.0, 1.5);
        var all = new ArrayList<>(losses());
        all.add(new LossSpec.SoftmaxCrossEntropy(0, weights));
        all.add(new LossSpec.SoftmaxCrossEntropy(0.2, weights));
        all.add(new LossSpec.Focal(0.5, weights));
        all.add(new LossSpec.Focal(0, weights));
        return all;
    }

    /**
     * The mean over the samples.
     *
     * @param targets {@code [N, outputs]}, labels as one-hot values
     */
    public double mean(double[] logits, double[] targets) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            double z = logits[i];
            double t = targets[i];
            sum += switch (spec) {
                case LossSpec.SoftmaxCrossEntropy entropy -> -share(entropy, targets, i) * Math.log(softmax(logits, i));
                case LossSpec.Focal focal -> t * weight(focal, i) * focal(focal.gamma(), softmax(logits, i));
                case LossSpec.BinaryCrossEntropy _ ->
                    -(t * Math.log(sigmoid(z)) + (1 - t) * Math.log(1 - sigmoid(z))) / outputs;
                case LossSpec.BinaryCrossEntropyOfProbabilities _ ->
                    -(t * Math.log(z) + (1 - t) * Math.log(1 - z)) / outputs;
                case LossSpec.MeanSquaredError _ -> (z - t) * (z - t) / outputs;
                case LossSpec.MeanAbsoluteError _ -> Math.abs(z - t) / outputs;
                case LossSpec.Huber(double delta) ->
                    (Math.abs(z - t) <= delta ? (z - t) * (z - t) / 2 : delta * (Math.abs(z - t) - delta / 2))
                            / outputs;
                case LossSpec.KullbackLeibler _ -> t == 0 ? 0 : t * (Math.log(t) - z);
            };
        }
        return sum / weight(targets);
    }

    /** The mean's gradient by the logits, of which each sample's targets for softmax add up to 1. */
    public double[] gradient(double[] logits, double[] targets) {
        var gradient = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            double z = logits[i];
            double t = targets[i];
            gradient[i] = switch (spec) {
                        case LossSpec.OfClasses ofClasses -> throughSoftmax(ofClasses, logits, targets, i);
                        case LossSpec.BinaryCrossEntropy _ -> (sigmoid(z) - t) / outputs;
                        case LossSpec.BinaryCrossEntropyOfProbabilities _ -> (z - t) / (z * (1 - z)) / outputs;
                        case LossSpec.MeanSquaredError _ -> 2 * (z - t) / outputs;
                        case LossSpec.MeanAbsoluteError _ -> Math.signum(z - t) / outputs;
                        case LossSpec.Huber(double delta) -> Math.clamp(z - t, -delta, delta) / outputs;
                        case LossSpec.KullbackLeibler _ -> -t;
                    }
                    / weight(targets);
        }
        return gradient;
    }

    /** By a sample's logit, through the probabilities of all its classes. */
    private double throughSoftmax(LossSpec.OfClasses ofClasses, double[] logits, double[] targets, int index) {
        double sum = 0;
        int first = index / outputs * outputs;
        for (int i = first; i < first + outputs; i++) {
            double p = softmax(logits, i);
            double byProbability = switch (ofClasses) {
                case LossSpec.SoftmaxCrossEntropy entropy -> -share(entropy, targets, i) / p;
                case LossSpec.Focal focal ->
                    targets[i]
                            * weight(focal, i)
                            * (focal.gamma() * Math.pow(1 - p, focal.gamma() - 1) * Math.log(p)
                                    - Math.pow(1 - p, focal.gamma()) / p);
            };
            sum += byProbability * p * ((i == index ? 1 : 0) - softmax(logits, index));
        }
        return sum;
    }

    private static double focal(double gamma, double p) {
        return -Math.pow(1 - p, gamma) * Math.log(p);
    }

    private double share(LossSpec.SoftmaxCrossEntropy entropy, double[] targets, int index) {
        double smoothing = entropy.labelSmoothing();
        return ((1 - smoothing) * targets[index] + smoothing / outputs) * weight(entropy, index);
    }

    private double weight(LossSpec.OfClasses ofClasses, int index) {
        var weights = ofClasses.classWeights();
        return weights.isEmpty() ? 1 : weights.get(index % outputs);
    }

    /** By what the sum is divided. */
    private double weight(double[] targets) {
        if (spec instanceof LossSpec.OfClasses ofClasses
                && !ofClasses.classWeights().isEmpty()) {
            double sum = 0;
            for (int i = 0; i < targets.length; i++) {
                sum += targets[i] * weight(ofClasses, i);
            }
            return sum;
        }
        return (double) targets.length / outputs;
    }

    /** {@code [N, outputs]}, labels as one-hot values. */
    public double[] targets(Batch batch) {
        var targets = new double[batch.size() * outputs];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = switch (batch.targets()) {
                case Batch.Labels(int[] labels) -> labels[i / outputs] == i % outputs ? 1 : 0;
                case Batch.Values(float[] values) -> values[i];
            };
        }
        return targets;
    }

    private double softmax(double[] logits, int index) {
        double normalizer = 0;
        int first = index / outputs * outputs;
        for (int i = first; i < first + outputs; i++) {
            normalizer += Math.exp(logits[i]);
        }
        return Math.exp(logits[index]) / normalizer;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
