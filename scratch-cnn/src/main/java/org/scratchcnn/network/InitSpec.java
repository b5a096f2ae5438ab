package org.scratchcnn.network;

/**
 * The distribution from which initial parameters are drawn. Where it says nothing else, biases are zero; a convolution's
 * weight counts as a matrix with a row for each value of its first axis.
 */
public enum InitSpec {
    /** Weights normal with variance {@code 2 / fanIn} (He et al. 2015). */
    HE_NORMAL,
    /** Weights uniform in {@code ±√(6 / fanIn)} (He et al. 2015). */
    HE_UNIFORM,
    /** Weights normal with variance {@code 2 / (fanIn + fanOut)} (Glorot and Bengio 2010). */
    GLOROT_NORMAL,
    /** Weights uniform in {@code ±√(6 / (fanIn + fanOut))} (Glorot and Bengio 2010). */
    GLOROT_UNIFORM,
    /** Weights normal with variance {@code 1 / fanIn} (LeCun et al. 1998; Klambauer et al. 2017). */
    LECUN_NORMAL,
    /** Weights whose rows, or whose columns where those are fewer, are orthonormal in random directions (Saxe et al. 2014). */
    ORTHOGONAL,
    /**
     * Convolutions that pass the first channels on as they are, in each of their groups as many as there are filters for; further filters and dense
     * layers by {@link #PYTORCH_DEFAULT}, biases of convolutions zero (Jordan 2024, airbench).
     */
    DIRAC,
    /** Weights and biases uniform in {@code ±1/√fanIn}: PyTorch's default for convolutions and linear layers. */
    PYTORCH_DEFAULT
}
