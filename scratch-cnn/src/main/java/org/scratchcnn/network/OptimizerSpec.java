package org.scratchcnn.network;

/** How gradients change parameters. The formulas are PyTorch's; engines that mean something else convert. */
public sealed interface OptimizerSpec permits OptimizerSpec.Sgd, OptimizerSpec.Adam {

    double learningRate();

    /** The same with another learning rate. */
    default OptimizerSpec withLearningRate(double rate) {
        return switch (this) {
            case Sgd(var _, var momentum, var nesterov) -> new Sgd(rate, momentum, nesterov);
            case Adam(var _, var beta1, var beta2, var epsilon) -> new Adam(rate, beta1, beta2, epsilon);
        };
    }

    /**
     * Stochastic gradient descent with momentum (Sutskever et al. 2013), in PyTorch's form: {@code v ← momentum·v + g};
     * then {@code p ← p − rate·v}, or with Nesterov {@code p ← p − rate·(g + momentum·v)}.
     */
    record Sgd(double learningRate, double momentum, boolean nesterov) implements OptimizerSpec {
        public Sgd {
            requirePositiveRate(learningRate);
            requireFraction("momentum", momentum);
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException("Nesterov's method needs a momentum above 0");
            }
        }
    }

    /**
     * Adam (Kingma and Ba 2015), epsilon added after the bias correction:
     * {@code p ← p − rate · (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + ε)}.
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public Adam {
            requirePositiveRate(learningRate);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("Adam's epsilon must be positive, but is " + epsilon);
            }
        }
    }

    /** Plain gradient descent. */
    static Sgd sgd(double learningRate) {
        return new Sgd(learningRate, 0, false);
    }

    /** Adam with the paper's β1 = 0.9, β2 = 0.999, ε = 1e-8. */
    static Adam adam(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8);
    }

    private static void requirePositiveRate(double rate) {
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("The learning rate must be positive and finite, but is " + rate);
        }
    }

    private static void requireFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1, but is " + value);
        }
    }
}
