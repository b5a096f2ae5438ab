package org.scratchcnn.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.TrainingSpec;

/**
 * A described network and its training in Deeplearning4j's terms.
 *
 * @param parameters where each of the network's parameters is, in the network's order
 */
record NetworkConfiguration(ResolvedNetwork network, MultiLayerConfiguration layers, List<ParameterPlace> parameters) {

    /**
     * Translates a description.
     *
     * @throws NotExpressibleException if Deeplearning4j has nothing that computes the same
     */
    static NetworkConfiguration of(TrainingSpec training, LayerHelpers helpers) {
        return new Translation(training, helpers).translate();
    }

    private static final class Translation {

        private final TrainingSpec training;
        private final LayerHelpers helpers;
        private final NeuralNetConfiguration.ListBuilder layers;
        private final List<ParameterPlace> parameters = new ArrayList<>();
        private int count;
        private boolean afterRelu;

        Translation(TrainingSpec training, LayerHelpers helpers) {
            this.training = training;
            this.helpers = helpers;
            var builder = new NeuralNetConfiguration.Builder()
                    .seed(training.seed())
                    .dataType(DataType.FLOAT)
                    // Overwritten by the initial parameters.
                    .weightInit(WeightInit.ZERO)
                    .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                    .inferenceWorkspaceMode(WorkspaceMode.ENABLED);
            Optimizers.configure(builder, training);
            this.layers = builder.list();
        }

        NetworkConfiguration translate() {
            var network = training.network().resolve();
            network.layers().forEach(this::add);
            add(new LossLayer.Builder(loss(training.network().loss()))
                    .activation(Activation.IDENTITY)
                    .build());
            layers.setInputType(inputType(network.input()));
            return new NetworkConfiguration(network, layers.build(), parameters);
        }

        private void add(Operation layer) {
            boolean wasAfterRelu = afterRelu;
            afterRelu = false;
            switch (layer.spec()) {
                case Conv2d conv -> addConvolution(layer, conv);
                case Dense dense -> addDense(layer, dense);
                case MaxPool2d pool -> {
                    addMaxPool(layer, pool, wasAfterRelu);
                    afterRelu = wasAfterRelu;
                }
                case AvgPool2d pool -> addAveragePool(layer, pool);
                case org.scratchcnn.network.Activation(var function) -> {
                    if (count == 0) {
                        throw new NotExpressibleException(
                                "layer %s is an activation before any other layer, whose gradient Deeplearning4j fails at"
                                        .formatted(layer.path()));
                    }
                    add(new ActivationLayer(
                            switch (function) {
                                case RELU -> Activation.RELU;
                                case SIGMOID -> Activation.SIGMOID;
                                case TANH -> Activation.TANH;
                            }));
                    afterRelu = function == org.scratchcnn.network.Activation.Function.RELU;
                }
                case Dropout(double probability) -> {
                    if (probability > 0) {
                        // Deeplearning4j asks for the probability to keep a value.
                        add(new DropoutLayer.Builder(1 - probability).build());
                    }
                }
                case Flatten _ -> {
                    var image = (Shape.Image) layer.input();
                    layers.inputPreProcessor(
                            count, new CnnToFeedForwardPreProcessor(image.height(), image.width(), image.channels()));
                }
            }
        }

        private void addConvolution(Operation layer, Conv2d conv) {
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
            var padding = separatePadding(window.padding());
            remember(layer, 'c');
            add(new ConvolutionLayer.Builder(pair(window.kernel()), pair(window.stride()), padding)
                    .convolutionMode(ConvolutionMode.Truncate)
                    .dilation(pair(window.dilation()))
                    .nIn(conv.inChannels())
                    .nOut(conv.outChannels())
                    .hasBias(conv.bias() == Bias.PER_CHANNEL)
                    .activation(Activation.IDENTITY)
                    .helperAllowFallback(false)
                    .build());
        }

        private void addDense(Operation layer, Dense dense) {
            // [in, out] in Fortran order: the same bytes as our [out, in] in row-major order.
            remember(layer, 'f');
            add(new DenseLayer.Builder()
                    .nIn(dense.inFeatures())
                    .nOut(dense.outFeatures())
                    .hasBias(dense.bias())
                    .activation(Activation.IDENTITY)
                    .build());
        }

        private void addMaxPool(Operation layer, MaxPool2d pool, boolean isAfterRelu) {
            var window = pool.window();
            if (!isSymmetric(window.padding()) && !isAfterRelu) {
                throw new NotExpressibleException(
                        "layer %s pools the maximum with other padding on one side than on the other; Deeplearning4j can do so with zeros alone, which is the same only after ReLU"
                                .formatted(layer.path()));
            }
            var padding = separatePadding(window.padding());
            add(pooling(PoolingType.MAX, window.kernel(), window.stride(), padding));
        }

        private void addAveragePool(Operation layer, AvgPool2d pool) {
            var window = pool.window();
            int[] padding;
            if (pool.countPadding()) {
                // Deeplearning4j leaves its padding out of the divisor; zeros of an own layer count.
                addZeros(window.padding());
                padding = new int[] {0, 0};
            } else if (isSymmetric(window.padding())) {
                padding = new int[] {window.padding().top(), window.padding().left()};
            } else {
                throw new NotExpressibleException(
                        "layer %s averages with other padding on one side than on the other, and without counting it; Deeplearning4j pads such pools alike on both sides"
                                .formatted(layer.path()));
            }
            add(pooling(PoolingType.AVG, window.kernel(), window.stride(), padding));
        }

        private static SubsamplingLayer pooling(PoolingType type, Size2d kernel, Size2d stride, int[] padding) {
            var builder = new SubsamplingLayer.Builder(type, pair(kernel), pair(stride), padding);
            builder.setConvolutionMode(ConvolutionMode.Truncate);
            builder.setCudnnAllowFallback(false);
            return builder.build();
        }

        /** The layer's own padding where Deeplearning4j has it; else a layer that pads goes before it. */
        private int[] separatePadding(Padding2d padding) {
            if (isSymmetric(padding)) {
                return new int[] {padding.top(), padding.left()};
            }
            addZeros(padding);
            return new int[] {0, 0};
        }

        private void addZeros(Padding2d padding) {
            if (!padding.isNone()) {
                add(new ZeroPaddingLayer.Builder(padding.top(), padding.bottom(), padding.left(), padding.right())
                        .build());
            }
        }

        private static boolean isSymmetric(Padding2d padding) {
            return padding.top() == padding.bottom() && padding.left() == padding.right();
        }

        private void remember(Operation layer, char weightOrder) {
            for (var parameter : layer.parameters()) {
                parameters.add(new ParameterPlace(parameter, count, weightOrder));
            }
        }

        private void add(Layer layer) {
            layers.layer(layer);
            count++;
        }

        private static ILossFunction loss(LossSpec loss) {
            return switch (loss) {
                case SOFTMAX_CROSS_ENTROPY -> new SoftmaxCrossEntropy();
                case BINARY_CROSS_ENTROPY -> new BinaryCrossEntropy();
                case MEAN_SQUARED_ERROR -> new LossMSE();
            };
        }

        private static InputType inputType(Shape input) {
            return switch (input) {
                case Shape.Image(int channels, int height, int width) ->
                    InputType.convolutional(height, width, channels);
                case Shape.Features(int features) -> InputType.feedForward(features);
            };
        }

        private static int[] pair(Size2d size) {
            return new int[] {size.height(), size.width()};
        }
    }
}
