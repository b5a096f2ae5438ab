package org.scratchcnn.network;

/**
 * How parameters are drawn towards zero. Clipping sees gradients without it; {@linkplain ParameterGroup groups} take more
 * of it, less or none.
 */
public sealed interface DecaySpec permits DecaySpec.None, DecaySpec.L1, DecaySpec.L2, DecaySpec.Decoupled {

    /** Not at all. */
    record None() implements DecaySpec {}

    /** {@code g ← g + strength·sign(p)}, before the optimizer sees the gradient: parameters become zero (Tibshirani 1996). */
    record L1(double strength) implements DecaySpec {
        public L1 {
            requirePositive(strength);
        }
    }

    /**
     * {@code g ← g + strength·p}, before the optimizer sees the gradient, so it goes through momentum and the like:
     * {@code weight_decay} of PyTorch's SGD and Adam (Krogh and Hertz 1991).
     */
    record L2(double strength) implements DecaySpec {
        public L2 {
            requirePositive(strength);
        }
    }

    /**
     * {@code p ← p − rate·strength·p} beside the optimizer's step, with that step's rate: with Adam this is AdamW, with
     * {@code Sgd} SGDW, in PyTorch's form (Loshchilov and Hutter 2019).
     */
    record Decoupled(double strength) implements DecaySpec {
        public Decoupled {
            requirePositive(strength);
        }
    }

    private static void requirePositive(double strength) {
        if (!(strength > 0) || Double.isInfinite(strength)) {
            throw new IllegalArgumentException("The decay must be positive and finite, but is " + strength);
        }
    }
}
