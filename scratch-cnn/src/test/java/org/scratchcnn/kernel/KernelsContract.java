package org.scratchcnn.kernel;

/** Everything that a backend has to do; its test extends this. */
public abstract class KernelsContract
        implements Conv2dContract,
                Conv2dPropertiesContract,
                ConvTranspose2dContract,
                LocallyConnected2dContract,
                DenseContract,
                Pool2dContract,
                PointwiseContract,
                SoftmaxContract,
                BatchNormContract,
                GroupNormContract,
                SumContract {}
