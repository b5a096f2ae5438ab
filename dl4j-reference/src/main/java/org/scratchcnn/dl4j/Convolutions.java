package org.scratchcnn.dl4j;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.activations.Activation;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Size2d;

/** Convolutions in Deeplearning4j's terms. */
final class Convolutions {

    private Convolutions() {}

    /**
     * Translates one.
     *
     * @param padding that is left to the layer itself
     * @throws NotExpressibleException if Deeplearning4j has nothing that computes the same
     */
    static Layer of(Operation layer, Conv2d conv, int[] padding, LayerHelpers helpers) {
        if (conv.bias() == Bias.PER_POSITION) {
            throw new NotExpressibleException(
                    "layer %s has one bias per output position; Deeplearning4j's convolutions have one per channel"
                            .formatted(layer.path()));
        }
        var window = conv.window();
        if (!window.dilation().equals(Size2d.ONE) && helpers == LayerHelpers.ONEDNN) {
            throw new NotExpressibleException(
                    "layer %s is dilated, which Deeplearning4j's oneDNN helper for convolutions fails at; dl4j-shipped can do it"
                            .formatted(layer.path()));
        }
        if (conv.groups() > 1) {
            return depthwise(layer, conv, padding, helpers);
        }
        return new ConvolutionLayer.Builder(pair(window.kernel()), pair(window.stride()), padding)
                .convolutionMode(ConvolutionMode.Truncate)
                .dilation(pair(window.dilation()))
                .nIn(conv.inChannels())
                .nOut(conv.outChannels())
                .hasBias(conv.bias() == Bias.PER_CHANNEL)
                .activation(Activation.IDENTITY)
                .helperAllowFallback(false)
                .build();
    }

    private static Layer depthwise(Operation layer, Conv2d conv, int[] padding, LayerHelpers helpers) {
        if (conv.groups() != conv.inChannels()) {
            throw new NotExpressibleException(
                    "layer %s has groups with several input channels; Deeplearning4j's convolutions are whole or depthwise"
                            .formatted(layer.path()));
        }
        if (helpers == LayerHelpers.ONEDNN) {
            throw new NotExpressibleException(
                    "layer %s is depthwise, for which Deeplearning4j has no oneDNN helper; dl4j-shipped can do it"
                            .formatted(layer.path()));
        }
        var window = conv.window();
        return new DepthwiseConvolution2D.Builder(pair(window.kernel()), pair(window.stride()), padding)
                .depthMultiplier(conv.outChannels() / conv.inChannels())
                .convolutionMode(ConvolutionMode.Truncate)
                .dilation(pair(window.dilation()))
                .nIn(conv.inChannels())
                .nOut(conv.outChannels())
                .hasBias(conv.bias() == Bias.PER_CHANNEL)
                .activation(Activation.IDENTITY)
                .build();
    }

    /**
     * Translates a transposed one.
     *
     * @throws NotExpressibleException if Deeplearning4j has nothing that computes the same
     */
    static Layer of(Operation layer, ConvTranspose2d conv, LayerHelpers helpers) {
        var window = conv.window();
        var padding = window.padding();
        if (conv.groups() > 1
                || !window.dilation().equals(Size2d.ONE)
                || !conv.outputPadding().equals(ConvTranspose2d.NO_OUTPUT_PADDING)
                || padding.top() != padding.bottom()
                || padding.left() != padding.right()) {
            throw new NotExpressibleException(
                    "layer %s is a transposed convolution with groups, dilation, output padding, or other padding on one side than on the other; Deeplearning4j's has none of these, or fails at it"
                            .formatted(layer.path()));
        }
        if (helpers == LayerHelpers.ONEDNN) {
            throw new NotExpressibleException(
                    "layer %s is a transposed convolution, for which Deeplearning4j has no oneDNN helper; dl4j-shipped can do it"
                            .formatted(layer.path()));
        }
        return new Deconvolution2D.Builder()
                .kernelSize(pair(window.kernel()))
                .stride(pair(window.stride()))
                .padding(padding.top(), padding.left())
                .convolutionMode(ConvolutionMode.Truncate)
                .nIn(conv.inChannels())
                .nOut(conv.outChannels())
                .hasBias(conv.bias())
                .activation(Activation.IDENTITY)
                .build();
    }

    private static int[] pair(Size2d size) {
        return new int[] {size.height(), size.width()};
    }
}
