package org.scratchcnn.network;

/**
 * How gradients change parameters. The formulas are PyTorch's; engines that mean something else convert. In them {@code g}
 * is the gradient, {@code p} the parameter and {@code t} counts the steps from 1; all that is remembered is 0 at first
 * where nothing else is said. With {@linkplain DecaySpec.Decoupled decoupled decay}, Adam is AdamW and Sgd is SGDW.
 */
public sealed interface OptimizerSpec {

    double learningRate();

    /** The same with another learning rate; Muon's other rule keeps its ratio to it. */
    default OptimizerSpec withLearningRate(double rate) {
        return switch (this) {
            case Sgd(var _, var momentum, var nesterov) -> new Sgd(rate, momentum, nesterov);
            case Adam(var _, var beta1, var beta2, var epsilon) -> new Adam(rate, beta1, beta2, epsilon);
            case AmsGrad(var _, var beta1, var beta2, var epsilon) -> new AmsGrad(rate, beta1, beta2, epsilon);
            case NAdam(var _, var beta1, var beta2, var epsilon, var momentumDecay) ->
                new NAdam(rate, beta1, beta2, epsilon, momentumDecay);
            case RmsProp(var _, var alpha, var epsilon, var momentum, var centered) ->
                new RmsProp(rate, alpha, epsilon, momentum, centered);
            case AdaGrad(var _, var rateDecay, var initialAccumulator, var epsilon) ->
                new AdaGrad(rate, rateDecay, initialAccumulator, epsilon);
            case Lion(var _, var beta1, var beta2) -> new Lion(rate, beta1, beta2);
            case Muon(var old, var momentum, var nesterov, var others) ->
                new Muon(rate, momentum, nesterov, others.withLearningRate(others.learningRate() / old * rate));
        };
    }

    /** What changes a parameter: this, but of Muon its other rule for all but weights of two dimensions or more. */
    default OptimizerSpec ruleOf(ParameterSpec parameter) {
        return this instanceof Muon muon && !Muon.orthogonalizes(parameter) ? muon.others() : this;
    }

    /**
     * Stochastic gradient descent with momentum (Sutskever et al. 2013), in PyTorch's form: {@code v ← momentum·v + g};
     * then {@code p ← p − rate·v}, or with Nesterov {@code p ← p − rate·(g + momentum·v)}.
     */
    record Sgd(double learningRate, double momentum, boolean nesterov) implements OptimizerSpec {
        public Sgd {
            requirePositiveRate(learningRate);
            requireFraction("momentum", momentum);
            requireMomentum(nesterov, momentum);
        }
    }

    /**
     * Adam (Kingma and Ba 2015), epsilon added after the bias correction: {@code m ← β1·m + (1 − β1)·g},
     * {@code v ← β2·v + (1 − β2)·g²}, {@code p ← p − rate · (m / (1 − β1ᵗ)) / (√(v / (1 − β2ᵗ)) + ε)}.
     */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public Adam {
            requireAdam("Adam", learningRate, beta1, beta2, epsilon);
        }
    }

    /**
     * Adam by the largest second moment so far (Reddi, Kale and Kumar 2018): {@code w ← max(w, v)}, and w in v's place in
     * the step.
     */
    record AmsGrad(double learningRate, double beta1, double beta2, double epsilon) implements OptimizerSpec {
        public AmsGrad {
            requireAdam("AMSGrad", learningRate, beta1, beta2, epsilon);
        }
    }

    /**
     * Adam with Nesterov's momentum (Dozat 2016), whose momentum grows from half of β1: with m and v as Adam's and
     * {@code μₜ = β1·(1 − ½·0.96^(t·momentumDecay))},
     * {@code p ← p − rate · (g·(1 − μₜ)/(1 − μ₁⋯μₜ) + m·μₜ₊₁/(1 − μ₁⋯μₜ₊₁)) / (√(v / (1 − β2ᵗ)) + ε)}.
     */
    record NAdam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
            implements OptimizerSpec {
        public NAdam {
            requireAdam("NAdam", learningRate, beta1, beta2, epsilon);
            requireAtLeastZero("NAdam's momentum decay", momentumDecay);
        }
    }

    /**
     * RMSProp (Tieleman and Hinton 2012), centered as in Graves 2013: {@code v ← α·v + (1 − α)·g²}, and centered
     * {@code m ← α·m + (1 − α)·g}, else m = 0; {@code u ← momentum·u + g/(√(v − m²) + ε)}, {@code p ← p − rate·u}. A
     * difference below 0, which only rounding makes, counts as 0.
     */
    record RmsProp(double learningRate, double alpha, double epsilon, double momentum, boolean centered)
            implements OptimizerSpec {
        public RmsProp {
            requirePositiveRate(learningRate);
            requireFraction("alpha", alpha);
            requireEpsilon("RMSProp", epsilon);
            requireFraction("momentum", momentum);
        }
    }

    /**
     * AdaGrad (Duchi, Hazan and Singer 2011): {@code s ← s + g²}, where s begins at the initial accumulator;
     * {@code p ← p − rate/(1 + (t − 1)·rateDecay) · g/(√s + ε)}.
     */
    record AdaGrad(double learningRate, double rateDecay, double initialAccumulator, double epsilon)
            implements OptimizerSpec {
        public AdaGrad {
            requirePositiveRate(learningRate);
            requireAtLeastZero("AdaGrad's rate decay", rateDecay);
            requireAtLeastZero("AdaGrad's initial accumulator", initialAccumulator);
            requireEpsilon("AdaGrad", epsilon);
        }
    }

    /**
     * Lion (Chen et al. 2023): {@code p ← p − rate·sign(β1·m + (1 − β1)·g)}, then {@code m ← β2·m + (1 − β2)·g}. Its
     * authors take a third to a tenth of Adam's rate, and as much more decoupled decay.
     */
    record Lion(double learningRate, double beta1, double beta2) implements OptimizerSpec {
        public Lion {
            requirePositiveRate(learningRate);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
        }
    }

    /**
     * Muon (Jordan et al. 2024), for weights of two dimensions or more, as matrices of {@code [out, rest]}: with
     * {@code v ← momentum·v + g} and {@code u = v}, or with Nesterov {@code u = g + momentum·v},
     * {@code p ← p − rate·√max(1, rows/columns)·orthogonal(u)}. The matrix that is closest to u among the orthogonal ones is
     * approached by five Newton–Schulz iterations from {@code X = u/(‖u‖ + 1e-7)}:
     * {@code X ← 3.4445·X − 4.7750·(X·Xᵀ)·X + 2.0315·(X·Xᵀ)²·X}.
     *
     * @param others the rule for all other parameters
     */
    record Muon(double learningRate, double momentum, boolean nesterov, OptimizerSpec others) implements OptimizerSpec {
        public Muon {
            requirePositiveRate(learningRate);
            requireFraction("momentum", momentum);
            requireMomentum(nesterov, momentum);
            if (others instanceof Muon) {
                throw new IllegalArgumentException("Muon's rule for other parameters can't be Muon again");
            }
        }

        private static boolean orthogonalizes(ParameterSpec parameter) {
            return parameter.role() == ParameterSpec.Role.WEIGHT
                    && parameter.shape().size() > 1;
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

    /** AMSGrad with Adam's settings. */
    static AmsGrad amsGrad(double learningRate) {
        return new AmsGrad(learningRate, 0.9, 0.999, 1e-8);
    }

    /** NAdam with Adam's settings and PyTorch's momentum decay of 0.004. */
    static NAdam nadam(double learningRate) {
        return new NAdam(learningRate, 0.9, 0.999, 1e-8, 4e-3);
    }

    /** RMSProp with PyTorch's α = 0.99, ε = 1e-8, not centered, without momentum. */
    static RmsProp rmsProp(double learningRate) {
        return new RmsProp(learningRate, 0.99, 1e-8, 0, false);
    }

    /** AdaGrad from 0 with PyTorch's ε = 1e-10, at a rate that does not decay by itself. */
    static AdaGrad adaGrad(double learningRate) {
        return new AdaGrad(learningRate, 0, 0, 1e-10);
    }

    /** Lion with the paper's β1 = 0.9, β2 = 0.99. */
    static Lion lion(double learningRate) {
        return new Lion(learningRate, 0.9, 0.99);
    }

    /**
     * Muon with its authors' Nesterov momentum of 0.95, and for other parameters Adam with β1 = 0.9, β2 = 0.95, ε = 1e-10
     * at 0.015 of the rate.
     */
    static Muon muon(double learningRate) {
        return new Muon(learningRate, 0.95, true, new Adam(0.015 * learningRate, 0.9, 0.95, 1e-10));
    }

    private static void requireAdam(String name, double rate, double beta1, double beta2, double epsilon) {
        requirePositiveRate(rate);
        requireFraction("beta1", beta1);
        requireFraction("beta2", beta2);
        requireEpsilon(name, epsilon);
    }

    private static void requireEpsilon(String name, double epsilon) {
        if (!(epsilon > 0)) {
            throw new IllegalArgumentException(name + "'s epsilon must be positive, but is " + epsilon);
        }
    }

    private static void requireMomentum(boolean nesterov, double momentum) {
        if (nesterov && momentum == 0) {
            throw new IllegalArgumentException("Nesterov's method needs a momentum above 0");
        }
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

    private static void requireAtLeastZero(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be 0 or more and finite, but is " + value);
        }
    }
}
