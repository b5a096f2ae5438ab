package org.scratchcnn.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.scratchcnn.dl4j.ParameterPlace.WeightOrder;
import org.scratchcnn.network.Activation.Function;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Upsample;

/**
 * A described network and its training in Deeplearning4j's terms.
 *
 * @param parameters where each of the network's tensors is, in the network's order
 */
record NetworkConfiguration(
        ResolvedNetwork network, ComputationGraphConfiguration graph, List<ParameterPlace> parameters) {

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
        private final Vertices vertices;
        private final Pools pools;

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
            this.vertices = new Vertices(training, builder.graphBuilder());
            this.pools = new Pools(vertices);
        }

        NetworkConfiguration translate() {
            if (!(training.statistics() instanceof BatchStatisticsSpec.WholeBatch)) {
                throw new NotExpressibleException(
                        "Deeplearning4j normalizes by the statistics of whole batches, not by those of ghost batches");
            }
            var network = training.network().resolve();
            network.operations().forEach(this::add);
            var graph = vertices.build(network.operations().getLast().writes());
            return new NetworkConfiguration(network, graph, vertices.parameters());
        }

        private void add(Operation operation) {
            switch (operation.spec()) {
                case Conv2d conv -> addConvolution(operation, conv);
                case ConvTranspose2d conv -> {
                    vertices.remember(operation, WeightOrder.SAME);
                    vertices.add(operation, Convolutions.of(operation, conv, helpers));
                }
                case LocallyConnected2d _ ->
                    throw new NotExpressibleException(
                            "layer %s is locally connected; Deeplearning4j's are of SameDiff, with one bias per channel and weights in another order, which is not translated here"
                                    .formatted(operation.path()));
                case Dense dense -> addDense(operation, dense);
                case MaxPool2d pool -> pools.add(operation, pool);
                case AvgPool2d pool -> pools.add(operation, pool);
                case GlobalMaxPool2d _ -> vertices.add(operation, new GlobalPoolingLayer(PoolingType.MAX));
                case GlobalAvgPool2d _ -> vertices.add(operation, new GlobalPoolingLayer(PoolingType.AVG));
                case AdaptiveAvgPool2d pool -> pools.add(operation, pool);
                case Upsample(var factor) ->
                    vertices.add(
                            operation,
                            new Upsampling2D.Builder()
                                    .size(new int[] {factor.height(), factor.width()})
                                    .build());
                case BatchNorm norm -> addBatchNorm(operation, norm);
                case GroupNorm _ ->
                    throw new NotExpressibleException(
                            "layer %s normalizes groups of channels, and Deeplearning4j has no layer that does"
                                    .formatted(operation.path()));
                case LayerNorm _ ->
                    throw new NotExpressibleException(
                            "layer %s normalizes each sample, which Deeplearning4j does within its dense and recurrent layers alone, with no epsilon of one's choice"
                                    .formatted(operation.path()));
                case org.scratchcnn.network.Activation(var function) -> {
                    if (function instanceof Function.Scale(double factor)) {
                        vertices.add(operation, new ScaleVertex(factor));
                    } else {
                        vertices.add(
                                operation,
                                vertices.copiedInput(operation),
                                new ActivationLayer(activation(operation, function)));
                    }
                    if (function instanceof Function.Relu) {
                        pools.isNonNegative(operation);
                    }
                }
                case Softmax _ -> addSoftmax(operation);
                case LogSoftmax _ ->
                    throw new NotExpressibleException(
                            "layer %s is the logarithm of a softmax, of which Deeplearning4j has no layer"
                                    .formatted(operation.path()));
                // Deeplearning4j asks for the probability to keep a value.
                case Dropout(double probability) ->
                    addDropout(operation, probability, new DropoutLayer.Builder(1 - probability));
                case SpatialDropout2d(double probability) ->
                    addDropout(operation, probability, new DropoutLayer.Builder(new SpatialDropout(1 - probability)));
                case Flatten _ -> {
                    var image = (Shape.Image) operation.input();
                    vertices.add(
                            operation,
                            new PreprocessorVertex(
                                    new CnnToFeedForwardPreProcessor(image.height(), image.width(), image.channels())));
                }
                case Reshape(var target) ->
                    vertices.add(
                            operation,
                            switch (target) {
                                case Shape.Image(int channels, int height, int width) ->
                                    new ReshapeVertex(-1, channels, height, width);
                                case Shape.Features(int count) -> new ReshapeVertex(-1, count);
                            });
                case Residual _ -> vertices.add(operation, new ElementWiseVertex(ElementWiseVertex.Op.Add));
                case Concat _ -> vertices.add(operation, new MergeVertex());
                case PadChannels pad -> addChannels(operation, pad);
            }
        }

        private static IActivation activation(Operation layer, Function function) {
            return switch (function) {
                case Function.Relu _ -> new ActivationReLU();
                case Function.Sigmoid _ -> new ActivationSigmoid();
                case Function.Tanh _ -> new ActivationTanH();
                case Function.LeakyRelu(double slope) -> new ActivationLReLU(slope);
                case Function.Elu(double alpha) when alpha == 1 -> new ActivationELU(alpha);
                case Function.Elu _ ->
                    throw new NotExpressibleException(
                            "layer %s is ELU with an α that is not 1, of which Deeplearning4j computes another gradient"
                                    .formatted(layer.path()));
                case Function.Gelu _ ->
                    throw new NotExpressibleException(
                            "layer %s is GELU, of which Deeplearning4j has coarser approximations alone"
                                    .formatted(layer.path()));
                case Function.Silu _ -> new ActivationSwish();
                case Function.Softplus _ -> new ActivationSoftPlus();
                case Function.Hardswish _ ->
                    throw new NotExpressibleException(
                            "layer %s is Hardswish, which Deeplearning4j does not have".formatted(layer.path()));
                case Function.Scale _ -> throw new AssertionError("a vertex of its own");
            };
        }

        private void addSoftmax(Operation layer) {
            if (layer.input() instanceof Shape.Image) {
                throw new NotExpressibleException(
                        "layer %s takes the softmax of images over channels, where Deeplearning4j takes it along rows"
                                .formatted(layer.path()));
            }
            vertices.add(layer, vertices.copiedInput(layer), new ActivationLayer(new ActivationSoftmax()));
        }

        /** Deeplearning4j has no channels of zeros, but can put an image's own, times zero, beside it. */
        private void addChannels(Operation layer, PadChannels pad) {
            var sources = new ArrayList<String>();
            addZeroChannels(layer, pad.before(), sources);
            sources.add(vertices.vertex(layer));
            addZeroChannels(layer, pad.after(), sources);
            vertices.add(layer, new MergeVertex(), sources);
        }

        private void addZeroChannels(Operation layer, int count, List<String> sources) {
            int channels = ((Shape.Image) layer.input()).channels();
            for (int done = 0; done < count; done += channels) {
                var some = layer.path() + ".some" + sources.size();
                var zeros = layer.path() + ".zeros" + sources.size();
                int last = Math.min(count - done, channels) - 1;
                vertices.add(some, new SubsetVertex(0, last), vertices.vertex(layer));
                vertices.add(zeros, new ScaleVertex(0), some);
                sources.add(zeros);
            }
        }

        private void addConvolution(Operation layer, Conv2d conv) {
            var padding = conv.window().padding();
            var translated = Convolutions.of(layer, conv, Vertices.ownPadding(padding), helpers);
            var source = vertices.padded(layer, padding);
            vertices.remember(layer, conv.groups() == 1 ? WeightOrder.SAME : WeightOrder.KERNEL_FIRST);
            vertices.add(layer, source, translated);
        }

        private void addDropout(Operation layer, double probability, DropoutLayer.Builder dropout) {
            if (probability > 0) {
                vertices.add(layer, dropout.build());
            } else {
                vertices.pass(layer);
            }
        }

        private void addDense(Operation layer, Dense dense) {
            // [in, out] in Fortran order: the same bytes as our [out, in] in row-major order.
            vertices.remember(layer, WeightOrder.REVERSED);
            vertices.add(
                    layer,
                    new DenseLayer.Builder()
                            .nIn(dense.inFeatures())
                            .nOut(dense.outFeatures())
                            .hasBias(dense.bias())
                            .activation(Activation.IDENTITY)
                            .build());
        }

        private void addBatchNorm(Operation layer, BatchNorm norm) {
            if (training.isFrozen(layer)) {
                throw new NotExpressibleException(
                        "layer %s is frozen, where Deeplearning4j normalizes by the running statistics, but passes gradients on as if by the batch's"
                                .formatted(layer.path()));
            }
            if (!(training.clipping() instanceof ClippingSpec.None)) {
                throw new NotExpressibleException(
                        "layer %s keeps running statistics, which Deeplearning4j moves by what it takes for gradients and clips like them"
                                .formatted(layer.path()));
            }
            vertices.remember(layer, WeightOrder.SAME);
            vertices.add(
                    layer,
                    new BatchNormalization.Builder()
                            .nIn(norm.channels())
                            .nOut(norm.channels())
                            .eps(norm.epsilon())
                            .decay(1 - norm.momentum())
                            .lockGammaBeta(!norm.affine())
                            // Else it would be kept as the logarithm of a deviation.
                            .useLogStd(false)
                            .helperAllowFallback(false)
                            .build());
        }
    }
}
