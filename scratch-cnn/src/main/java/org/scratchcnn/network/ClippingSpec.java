package org.scratchcnn.network;

/** What is done to gradients that are too large, before the optimizer sees them. */
public sealed interface ClippingSpec permits ClippingSpec.None, ClippingSpec.ByValue, ClippingSpec.ByGlobalNorm {

    /** Nothing. */
    record None() implements ClippingSpec {}

    /** Each value is limited to {@code [−limit, limit]}. */
    record ByValue(double limit) implements ClippingSpec {
        public ByValue {
            requirePositive(limit);
        }
    }

    /** All gradients together are scaled down to a Euclidean norm of at most {@code limit} (Pascanu et al. 2013). */
    record ByGlobalNorm(double limit) implements ClippingSpec {
        public ByGlobalNorm {
            requirePositive(limit);
        }
    }

    private static void requirePositive(double limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("A gradient limit must be positive, but is " + limit);
        }
    }
}
