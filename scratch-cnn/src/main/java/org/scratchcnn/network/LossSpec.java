package org.scratchcnn.network;

import java.util.List;

/**
 * What training minimizes. Every loss is the mean over the batch; for dense targets also over a sample's outputs, but for
 * {@link KullbackLeibler}. An evaluation takes the same loss, smoothing and weights among it.
 */
public sealed interface LossSpec {

    /** Softmax over the logits and cross-entropy against the class, fused: {@code −log softmax(logits)[label]}. */
    SoftmaxCrossEntropy SOFTMAX_CROSS_ENTROPY = new SoftmaxCrossEntropy(0, List.of());

    /** Sigmoid and binary cross-entropy, fused. */
    BinaryCrossEntropy BINARY_CROSS_ENTROPY = new BinaryCrossEntropy();

    /** Squares of differences. */
    MeanSquaredError MEAN_SQUARED_ERROR = new MeanSquaredError();

    /** The name as literature writes it. */
    String title();

    /** A loss by the softmax over the logits, of classes that exclude each other. */
    sealed interface OfClasses extends LossSpec {

        /**
         * By how much samples of each class count; empty where all count alike. With weights the mean is that of weighted
         * losses, {@code Σ w·l / Σ w}, or 0 where all samples of a batch weigh nothing.
         */
        List<Double> classWeights();
    }

    /**
     * Softmax and cross-entropy, of labels.
     *
     * <p>With smoothing a label stands for {@code 1 − labelSmoothing} of its class and as much of the rest of each of the C
     * classes, itself among them. As in PyTorch, weights then also weigh the classes' shares in the rest:
     * {@code (1 − s)·w[label]·l[label] + s/C·Σ w[c]·l[c]}, divided by the sum of {@code w[label]}.
     *
     * @param labelSmoothing in [0, 1)
     * @param classWeights one a class, of at least 0, or none
     */
    record SoftmaxCrossEntropy(double labelSmoothing, List<Double> classWeights) implements OfClasses {

        public SoftmaxCrossEntropy {
            if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
                throw new IllegalArgumentException(
                        "Label smoothing must be at least 0 and below 1, but is " + labelSmoothing);
            }
            classWeights = requireWeights(classWeights);
        }

        @Override
        public String title() {
            return "softmax + cross-entropy";
        }
    }

    /**
     * {@code −(1 − p)^gamma · log p}, where p is the softmax's probability of the label (Lin et al. 2017): what is told well
     * counts less. With gamma 0 it is cross-entropy.
     *
     * @param gamma 2 in the paper; at least 0
     * @param classWeights one a class, of at least 0, or none
     */
    record Focal(double gamma, List<Double> classWeights) implements OfClasses {

        /** What the paper takes. */
        public static final double USUAL_GAMMA = 2;

        public Focal {
            if (!(gamma >= 0 && Double.isFinite(gamma))) {
                throw new IllegalArgumentException(
                        "A focal loss's gamma must be a finite number of at least 0, but is " + gamma);
            }
            classWeights = requireWeights(classWeights);
        }

        @Override
        public String title() {
            return "softmax + focal loss";
        }
    }

    /**
     * Sigmoid over each logit and binary cross-entropy against its target in [0, 1], fused:
     * {@code max(z, 0) − z·t + log(1 + e^−|z|)}.
     */
    record BinaryCrossEntropy() implements LossSpec {
        @Override
        public String title() {
            return "sigmoid + binary cross-entropy";
        }
    }

    /**
     * Binary cross-entropy of outputs in [0, 1], such as a sigmoid layer's: {@code −t·log p − (1 − t)·log(1 − p)}. As in
     * PyTorch, logarithms are at least −100, and the derivative is {@code (p − t) / max(p·(1 − p), 1e-12)}. Where outputs can
     * be logits, {@link BinaryCrossEntropy} is more precise.
     */
    record BinaryCrossEntropyOfProbabilities() implements LossSpec {
        @Override
        public String title() {
            return "binary cross-entropy of probabilities";
        }
    }

    /** {@code (output − target)²}. */
    record MeanSquaredError() implements LossSpec {
        @Override
        public String title() {
            return "mean squared error";
        }
    }

    /** {@code |output − target|}; the derivative at 0 is 0. */
    record MeanAbsoluteError() implements LossSpec {
        @Override
        public String title() {
            return "mean absolute error";
        }
    }

    /**
     * {@code d²/2} of a difference d of at most delta, else {@code delta·(|d| − delta/2)} (Huber 1964).
     *
     * @param delta 1 in PyTorch where it isn't given; positive
     */
    record Huber(double delta) implements LossSpec {

        /** What PyTorch takes. */
        public static final double USUAL_DELTA = 1;

        public Huber {
            if (!(delta > 0 && Double.isFinite(delta))) {
                throw new IllegalArgumentException("Huber's delta must be a finite number above 0, but is " + delta);
            }
        }

        @Override
        public String title() {
            return "Huber loss";
        }
    }

    /**
     * The divergence of targets from outputs, which are logarithms of probabilities: {@code Σ t·(log t − output)}, summed over
     * a sample's outputs. The mean is that over the batch, PyTorch's {@code batchmean}, since only that is the divergence.
     */
    record KullbackLeibler() implements LossSpec {
        @Override
        public String title() {
            return "Kullback-Leibler divergence";
        }
    }

    private static List<Double> requireWeights(List<Double> weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("A class's weight must be a finite number of at least 0, but one of "
                        + weights + " is " + weight);
            }
            sum += weight;
        }
        if (!weights.isEmpty() && sum == 0) {
            throw new IllegalArgumentException(
                    "At least one class must have a weight above 0, but they are " + weights);
        }
        return List.copyOf(weights);
    }
}
