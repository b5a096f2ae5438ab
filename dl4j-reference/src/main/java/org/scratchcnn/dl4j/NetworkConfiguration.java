package org.scratchcnn.dl4j;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
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
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
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
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Value;
import org.scratchcnn.network.Window2d;

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

        private static final String INPUT = "input";
        private static final String LOSS = "loss";

        private final TrainingSpec training;
        private final LayerHelpers helpers;
        private final ComputationGraphConfiguration.GraphBuilder graph;
        private final List<ParameterPlace> parameters = new ArrayList<>();

        /** The vertex that makes a value, by the value's number. */
        private final Map<Integer, String> vertices = new HashMap<>();

        /** Numbers of values among which no element is negative. */
        private final Set<Integer> nonNegative = new HashSet<>();

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
            this.graph = builder.graphBuilder();
        }

        NetworkConfiguration translate() {
            if (!(training.statistics() instanceof BatchStatisticsSpec.WholeBatch)) {
                throw new NotExpressibleException(
                        "Deeplearning4j normalizes by the statistics of whole batches, not by those of ghost batches");
            }
            var network = training.network().resolve();
            // Without types: all sizes are known here, and what Deeplearning4j takes for SubsetVertex's is wrong.
            graph.addInputs(INPUT);
            vertices.put(0, INPUT);
            network.operations().forEach(this::add);
            var logits = network.operations().getLast().writes();
            graph.addLayer(
                            LOSS,
                            new LossLayer.Builder(Losses.of(training.network().loss()))
                                    .activation(Activation.IDENTITY)
                                    .build(),
                            vertex(logits))
                    .setOutputs(LOSS);
            return new NetworkConfiguration(network, graph.build(), parameters);
        }

        private void add(Operation operation) {
            switch (operation.spec()) {
                case Conv2d conv -> addConvolution(operation, conv);
                case ConvTranspose2d conv -> {
                    remember(operation, WeightOrder.SAME);
                    add(operation, Convolutions.of(operation, conv, helpers));
                }
                case LocallyConnected2d _ ->
                    throw new NotExpressibleException(
                            "layer %s is locally connected; Deeplearning4j's are of SameDiff, with one bias per channel and weights in another order, which is not translated here"
                                    .formatted(operation.path()));
                case Dense dense -> addDense(operation, dense);
                case MaxPool2d pool -> addMaxPool(operation, pool);
                case AvgPool2d pool -> addAveragePool(operation, pool);
                case GlobalMaxPool2d _ -> add(operation, new GlobalPoolingLayer(PoolingType.MAX));
                case GlobalAvgPool2d _ -> add(operation, new GlobalPoolingLayer(PoolingType.AVG));
                case AdaptiveAvgPool2d pool -> addAdaptivePool(operation, pool);
                case Upsample(var factor) ->
                    add(operation, new Upsampling2D.Builder().size(pair(factor)).build());
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
                        add(operation, new ScaleVertex(factor));
                    } else {
                        add(operation, copiedInput(operation), new ActivationLayer(activation(operation, function)));
                    }
                    if (function instanceof Function.Relu) {
                        nonNegative.add(operation.writes().number());
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
                    add(
                            operation,
                            new PreprocessorVertex(
                                    new CnnToFeedForwardPreProcessor(image.height(), image.width(), image.channels())));
                }
                case Reshape(var target) ->
                    add(
                            operation,
                            switch (target) {
                                case Shape.Image(int channels, int height, int width) ->
                                    new ReshapeVertex(-1, channels, height, width);
                                case Shape.Features(int count) -> new ReshapeVertex(-1, count);
                            });
                case Residual _ -> add(operation, new ElementWiseVertex(ElementWiseVertex.Op.Add));
                case Concat _ -> add(operation, new MergeVertex());
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
            add(layer, copiedInput(layer), new ActivationLayer(new ActivationSoftmax()));
        }

        /** Asked for logits, Deeplearning4j's activations overwrite the network's input, which others may still read. */
        private String copiedInput(Operation layer) {
            if (!vertex(layer).equals(INPUT)) {
                return vertex(layer);
            }
            var name = layer.path() + ".copy";
            graph.addVertex(name, new ScaleVertex(1), INPUT);
            return name;
        }

        /** Deeplearning4j has no channels of zeros, but can put an image's own, times zero, beside it. */
        private void addChannels(Operation layer, PadChannels pad) {
            var sources = new ArrayList<String>();
            addZeroChannels(layer, pad.before(), sources);
            sources.add(vertex(layer));
            addZeroChannels(layer, pad.after(), sources);
            graph.addVertex(layer.path(), new MergeVertex(), sources.toArray(String[]::new));
            vertices.put(layer.writes().number(), layer.path());
        }

        private void addZeroChannels(Operation layer, int count, List<String> sources) {
            int channels = ((Shape.Image) layer.input()).channels();
            for (int done = 0; done < count; done += channels) {
                var some = layer.path() + ".some" + sources.size();
                var zeros = layer.path() + ".zeros" + sources.size();
                int last = Math.min(count - done, channels) - 1;
                graph.addVertex(some, new SubsetVertex(0, last), vertex(layer))
                        .addVertex(zeros, new ScaleVertex(0), some);
                sources.add(zeros);
            }
        }

        private void addConvolution(Operation layer, Conv2d conv) {
            var padding = conv.window().padding();
            var translated = Convolutions.of(layer, conv, ownPadding(padding), helpers);
            var source = padded(layer, padding);
            remember(layer, conv.groups() == 1 ? WeightOrder.SAME : WeightOrder.KERNEL_FIRST);
            add(layer, source, translated);
        }

        private void addDropout(Operation layer, double probability, DropoutLayer.Builder dropout) {
            if (probability > 0) {
                add(layer, dropout.build());
            } else {
                vertices.put(layer.writes().number(), vertex(layer));
            }
        }

        private void addDense(Operation layer, Dense dense) {
            // [in, out] in Fortran order: the same bytes as our [out, in] in row-major order.
            remember(layer, WeightOrder.REVERSED);
            add(
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
            remember(layer, WeightOrder.SAME);
            add(
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

        private void addMaxPool(Operation layer, MaxPool2d pool) {
            var window = pool.window().over((Shape.Image) layer.input());
            boolean isNonNegative =
                    nonNegative.contains(layer.reads().getFirst().number());
            if (!isSymmetric(window.padding()) && !isNonNegative) {
                throw new NotExpressibleException(
                        "layer %s pools the maximum with other padding on one side than on the other; Deeplearning4j can do so with zeros alone, which is the same only after ReLU"
                                .formatted(layer.path()));
            }
            var source = padded(layer, window.padding());
            add(layer, source, pooling(PoolingType.MAX, window, ownPadding(window.padding())));
            if (isNonNegative) {
                nonNegative.add(layer.writes().number());
            }
        }

        private void addAveragePool(Operation layer, AvgPool2d pool) {
            var window = pool.window().over((Shape.Image) layer.input());
            if (pool.countPadding() && !window.padding().equals(pool.window().padding())) {
                throw new NotExpressibleException(
                        "layer %s averages windows of ceil mode that reach beyond the padding; Deeplearning4j clips none"
                                .formatted(layer.path()));
            }
            if (pool.countPadding()) {
                // Deeplearning4j leaves its padding out of the divisor; zeros of an own layer count.
                var source = zeros(layer, window.padding());
                add(layer, source, pooling(PoolingType.AVG, window, new int[] {0, 0}));
            } else if (isSymmetric(window.padding())) {
                add(layer, pooling(PoolingType.AVG, window, ownPadding(window.padding())));
            } else {
                throw new NotExpressibleException(
                        "layer %s averages with other padding on one side than on the other, and without counting it; Deeplearning4j pads such pools alike on both sides"
                                .formatted(layer.path()));
            }
        }

        private void addAdaptivePool(Operation layer, AdaptiveAvgPool2d pool) {
            var image = (Shape.Image) layer.input();
            var size = pool.output();
            if (image.height() % size.height() != 0 || image.width() % size.width() != 0) {
                throw new NotExpressibleException(
                        "layer %s divides %s into %s windows that overlap or repeat; Deeplearning4j's pools have windows of one size"
                                .formatted(layer.path(), image, size));
            }
            var kernel = new Size2d(image.height() / size.height(), image.width() / size.width());
            var window = new Window2d(kernel, kernel, Padding2d.NONE, Size2d.ONE);
            add(layer, pooling(PoolingType.AVG, window, ownPadding(Padding2d.NONE)));
        }

        private static SubsamplingLayer pooling(PoolingType type, Window2d window, int[] padding) {
            var builder = new SubsamplingLayer.Builder(type, pair(window.kernel()), pair(window.stride()), padding);
            builder.setConvolutionMode(ConvolutionMode.Truncate);
            builder.setCudnnAllowFallback(false);
            return builder.build();
        }

        /** What a layer reads: padded by a vertex of its own where Deeplearning4j's layers can't pad so themselves. */
        private String padded(Operation layer, Padding2d padding) {
            return isSymmetric(padding) ? vertex(layer) : zeros(layer, padding);
        }

        /** The padding that is left to the layer itself. */
        private static int[] ownPadding(Padding2d padding) {
            return isSymmetric(padding) ? new int[] {padding.top(), padding.left()} : new int[] {0, 0};
        }

        private String zeros(Operation layer, Padding2d padding) {
            if (padding.isNone()) {
                return vertex(layer);
            }
            var name = layer.path() + ".zeros";
            graph.addLayer(
                    name,
                    new ZeroPaddingLayer.Builder(padding.top(), padding.bottom(), padding.left(), padding.right())
                            .build(),
                    vertex(layer));
            return name;
        }

        private static boolean isSymmetric(Padding2d padding) {
            return padding.top() == padding.bottom() && padding.left() == padding.right();
        }

        private void remember(Operation layer, WeightOrder weightOrder) {
            for (var tensor : layer.tensors()) {
                boolean isTrained = tensor.role().isTrained() && !training.isFrozen(layer);
                parameters.add(new ParameterPlace(tensor, layer, isTrained, weightOrder));
            }
        }

        private void add(Operation operation, Layer layer) {
            add(operation, vertex(operation), layer);
        }

        private void add(Operation operation, String source, Layer layer) {
            boolean isFrozen =
                    training.isFrozen(operation) && !operation.parameters().isEmpty();
            graph.addLayer(operation.path(), isFrozen ? new FrozenLayerWithBackprop(layer) : layer, source);
            vertices.put(operation.writes().number(), operation.path());
        }

        private void add(Operation operation, GraphVertex vertex) {
            var sources = operation.reads().stream().map(this::vertex).toArray(String[]::new);
            graph.addVertex(operation.path(), vertex, sources);
            vertices.put(operation.writes().number(), operation.path());
        }

        /** What makes the one value that the operation reads. */
        private String vertex(Operation operation) {
            return vertex(operation.reads().getFirst());
        }

        private String vertex(Value value) {
            return Objects.requireNonNull(vertices.get(value.number()));
        }

        private static int[] pair(Size2d size) {
            return new int[] {size.height(), size.width()};
        }
    }
}
