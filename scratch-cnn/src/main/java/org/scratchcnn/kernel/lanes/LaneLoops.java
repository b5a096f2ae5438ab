package org.scratchcnn.kernel.lanes;

/**
 * The loops that take the time, for one number of lanes: in plain Java, or with vectors. Each can be replaced by itself.
 *
 * @param lanes L, images to a block
 */
public record LaneLoops(
        int lanes,
        ConvolutionLoop convolution,
        WinogradLoop winograd,
        WeightGradientLoop weightGradient,
        DepthwiseLoop depthwise,
        DenseLoop dense,
        OuterProductLoop outerProduct,
        ReluLoop relu,
        ActivationLoop activation,
        SoftmaxLoop softmax,
        MaxPoolLoop maxPool,
        NormalizationLoop normalization,
        SumLoop sum) {

    /**
     * Plain Java.
     *
     * @param lanes any number; results are the same bits whatever it is, gradients by weights and batch normalization
     *     excepted
     */
    public static LaneLoops scalar(int lanes) {
        return new LaneLoops(
                lanes,
                new ScalarConvolutionLoop(lanes),
                new ScalarWinogradLoop(lanes),
                new ScalarWeightGradientLoop(lanes),
                new ScalarDepthwiseLoop(lanes),
                new ScalarDenseLoop(lanes),
                new ScalarOuterProductLoop(lanes),
                new ScalarReluLoop(),
                new ScalarActivationLoop(),
                new ScalarSoftmaxLoop(),
                new ScalarMaxPoolLoop(lanes),
                new ScalarNormalizationLoop(lanes),
                new ScalarSumLoop());
    }
}
