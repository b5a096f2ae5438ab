package org.scratchcnn.oracle;

import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.LossSpec;

/** A batch's mean loss by the textbook's formulas, without any care for overflow, in double precision. */
public record OracleLoss(LossSpec spec, int outputs) {

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
                case SOFTMAX_CROSS_ENTROPY -> -t * Math.log(softmax(logits, i));
                case BINARY_CROSS_ENTROPY -> -(t * Math.log(sigmoid(z)) + (1 - t) * Math.log(1 - sigmoid(z))) / outputs;
                case MEAN_SQUARED_ERROR -> (z - t) * (z - t) / outputs;
            };
        }
        return sum / samples(targets);
    }

    /** The mean's gradient by the logits, of which each sample's targets for softmax add up to 1. */
    public double[] gradient(double[] logits, double[] targets) {
        var gradient = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            gradient[i] = switch (spec) {
                        case SOFTMAX_CROSS_ENTROPY -> softmax(logits, i) - targets[i];
                        case BINARY_CROSS_ENTROPY -> (sigmoid(logits[i]) - targets[i]) / outputs;
                        case MEAN_SQUARED_ERROR -> 2 * (logits[i] - targets[i]) / outputs;
                    }
                    / samples(targets);
        }
        return gradient;
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

    private int samples(double[] targets) {
        return targets.length / outputs;
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
