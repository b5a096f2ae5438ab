package org.scratchcnn.network;

/** The distribution from which initial parameters are drawn. */
public enum InitSpec {
    /** Weights normal with variance {@code 2 / fanIn}, biases zero (He et al. 2015). */
    HE_NORMAL,
    /** Weights uniform in {@code ±√(6 / (fanIn + fanOut))}, biases zero (Glorot and Bengio 2010). */
    GLOROT_UNIFORM,
    /** Weights and biases uniform in {@code ±1/√fanIn}: PyTorch's default for convolutions and linear layers. */
    PYTORCH_DEFAULT
}
