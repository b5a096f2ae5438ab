package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.BatchNormKernel;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.GroupNormKernel;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.PooledWeightGradient;
import org.scratchcnn.kernel.SumKernel;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.layer.BatchNormLayer;
import org.scratchcnn.layer.ChannelCopies;
import org.scratchcnn.layer.DropoutLayer;
import org.scratchcnn.layer.FixedBatchNormLayer;
import org.scratchcnn.layer.FoldedConvolution;
import org.scratchcnn.layer.GroupNormLayer;
import org.scratchcnn.layer.Layer;
import org.scratchcnn.layer.NormalizationParameters;
import org.scratchcnn.layer.PooledConvolution;
import org.scratchcnn.layer.SumLayer;
import org.scratchcnn.layer.UnaryLayer;
import org.scratchcnn.layer.WeightedLayer;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Bias;
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
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Upsample;

/**
 * Decides which kernel computes each operation of a planned graph. A convolution before which nothing is trained makes its
 * gradients from those behind the max pool that alone reads it, where the backend can do that.
 */
final class LayerPlanner {

    /** A layer whose kernel is planned, still without parameters and activations. */
    @FunctionalInterface
    interface PlannedLayer {
        Layer of(Model model, PartActivations activations);
    }

    private static final int NONE = -1;

    private final Kernels kernels;
    private final @Nullable TrainingSpec training;
    private final PlannedGraph graph;
    private final List<PlannedOperation> operations;
    private final ActivationPlan activations;
    private final List<PlannedArrays> foldedParameters = new ArrayList<>();

    /** Max pools whose gradient the convolution before them makes, and these convolutions. */
    private final BitSet pooledGradients = new BitSet();

    private final int[] gradientReadAt;

    /** @param training null in inference */
    LayerPlanner(Kernels kernels, @Nullable TrainingSpec training, PlannedGraph graph, ActivationPlan activations) {
        this.kernels = kernels;
        this.training = training;
        this.graph = graph;
        this.operations = graph.operations();
        this.activations = activations;
        this.gradientReadAt = new int[operations.size()];
        Arrays.setAll(gradientReadAt, operation -> operation);
    }

    /** Plans one operation; to be called for each once, in their order. */
    PlannedLayer plan(int index) {
        var operation = operations.get(index);
        var x = activations.value(operation.firstRead());
        var y = activations.value(operation.writes());
        var dx = activations.gradientBy(index, 0);
        var dy = activations.gradient(operation.writes());
        return switch (operation.spec()) {
            case Conv2d conv -> convolution(index, conv);
            case ConvTranspose2d conv ->
                weighted(
                        index,
                        kernels.convTranspose2d(
                                Conv2dGeometry.transposedBy(conv, (Shape.Image) operation.input()), x, y, dx, dy));
            case LocallyConnected2d local ->
                weighted(
                        index,
                        kernels.locallyConnected2d(
                                Conv2dGeometry.of(local.shared(), (Shape.Image) operation.input()), x, y, dx, dy));
            case Dense _ -> weighted(index, kernels.dense(x, y, dx, dy));
            case MaxPool2d(var window) -> {
                var geometry = Pool2dGeometry.sliding(window, false, (Shape.Image) operation.input());
                yield unary(index, kernels.maxPool2d(geometry, x, y, dx, dy));
            }
            case AvgPool2d(var window, boolean countPadding) -> {
                var geometry = Pool2dGeometry.sliding(window, countPadding, (Shape.Image) operation.input());
                yield unary(index, kernels.avgPool2d(geometry, x, y, dx, dy));
            }
            case GlobalMaxPool2d _ ->
                unary(index, kernels.maxPool2d(Pool2dGeometry.global((Shape.Image) operation.input()), x, y, dx, dy));
            case GlobalAvgPool2d _ ->
                unary(index, kernels.avgPool2d(Pool2dGeometry.global((Shape.Image) operation.input()), x, y, dx, dy));
            case AdaptiveAvgPool2d(var size) -> {
                var geometry = Pool2dGeometry.adaptive((Shape.Image) operation.input(), size);
                yield unary(index, kernels.avgPool2d(geometry, x, y, dx, dy));
            }
            case Upsample _ ->
                unary(
                        index,
                        kernels.upsample(
                                (Shape.Image) operation.input(), (Shape.Image) operation.output(), x, y, dx, dy));
            case Activation(var function) -> unary(index, kernels.activation(function, x, y, dx, dy));
            case Softmax _ -> unary(index, kernels.softmax(false, x, y, dx, dy));
            case LogSoftmax _ -> unary(index, kernels.softmax(true, x, y, dx, dy));
            case Flatten _, Reshape _ -> unary(index, kernels.reshape(x, y, dx, dy));
            case Dropout(double probability) -> dropout(index, probability, DropoutMask.Unit.VALUE);
            case SpatialDropout2d(double probability) -> dropout(index, probability, DropoutMask.Unit.CHANNEL);
            case BatchNorm norm -> batchNorm(index, norm, kernels.batchNorm(norm.epsilon(), x, y, dx, dy));
            case GroupNorm(int groups, int _, double epsilon, boolean _) ->
                groupNorm(index, kernels.groupNorm(groups, epsilon, x, y, dx, dy));
            case LayerNorm(var _, double epsilon, boolean _) ->
                groupNorm(index, kernels.groupNorm(1, epsilon, x, y, dx, dy));
            case Residual _ -> {
                var kernel = kernels.sum(
                        operation.reads().stream().map(activations::value).toList(), y);
                yield (_, part) -> new SumLayer(
                        kernel, operation.reads().stream().map(part::value).toList(), part.value(operation.writes()));
            }
            case Concat _, PadChannels _ -> channels(index);
        };
    }

    private PlannedLayer unary(int index, UnaryKernel kernel) {
        return (_, part) -> new UnaryLayer(
                kernel, pooledGradients.get(index) ? part.around(index).withoutGradients() : part.around(index));
    }

    private PlannedLayer weighted(int index, WeightedKernel kernel) {
        var operation = operations.get(index).operation();
        return (model, part) -> new WeightedLayer(
                kernel,
                model.require(operation, ParameterSpec.WEIGHT),
                model.find(operation, ParameterSpec.BIAS),
                part.around(index));
    }

    private PlannedLayer dropout(int index, double probability, DropoutMask.Unit unit) {
        var operation = operations.get(index);
        long seed = Objects.requireNonNull(training).seed();
        var mask =
                new DropoutMask(probability, unit, seed, operation.operation().path());
        var kernel = kernels.dropout(
                mask,
                activations.value(operation.firstRead()),
                activations.value(operation.writes()),
                activations.gradientBy(index, 0),
                activations.gradient(operation.writes()));
        return (_, part) -> new DropoutLayer(kernel, part.around(index));
    }

    private PlannedLayer batchNorm(int index, BatchNorm norm, BatchNormKernel kernel) {
        var operation = operations.get(index).operation();
        if (training == null || training.isFrozen(operation)) {
            return (model, part) ->
                    new FixedBatchNormLayer(kernel, normalization(model, operation), part.around(index));
        }
        return (model, part) ->
                new BatchNormLayer(kernel, norm.momentum(), normalization(model, operation), part.around(index));
    }

    private PlannedLayer groupNorm(int index, GroupNormKernel kernel) {
        var operation = operations.get(index).operation();
        return (model, part) -> new GroupNormLayer(
                kernel,
                model.find(operation, ParameterSpec.WEIGHT),
                model.find(operation, ParameterSpec.BIAS),
                part.around(index));
    }

    private static NormalizationParameters normalization(Model model, Operation operation) {
        return new NormalizationParameters(
                model.find(operation, ParameterSpec.WEIGHT),
                model.find(operation, ParameterSpec.BIAS),
                model.require(operation, ParameterSpec.RUNNING_MEAN),
                model.require(operation, ParameterSpec.RUNNING_VARIANCE));
    }

    private PlannedLayer channels(int index) {
        var operation = operations.get(index);
        var forward = new ArrayList<Optional<SumKernel>>();
        var backward = new ArrayList<Optional<SumKernel>>();
        for (int i = 0; i < operation.reads().size(); i++) {
            var x = activations.value(operation.reads().get(i));
            var inY = activations.channelsOf(activations.value(operation.writes()), index, i);
            forward.add(
                    activations.isValueInPlace(operation.reads().get(i))
                            ? Optional.empty()
                            : Optional.of(kernels.sum(List.of(x), inY)));
            var inDy = activations.channelsOf(activations.gradient(operation.writes()), index, i);
            backward.add(
                    activations.makesGradientBy(index, i)
                            ? Optional.of(kernels.sum(List.of(inDy), activations.gradientBy(index, i)))
                            : Optional.empty());
        }
        return (_, part) -> {
            var copies = new ArrayList<ChannelCopies.Part>();
            for (int i = 0; i < operation.reads().size(); i++) {
                int read = i;
                copies.add(new ChannelCopies.Part(
                        forward.get(i)
                                .map(kernel -> new ChannelCopies.Copy(
                                        kernel,
                                        List.of(part.value(operation.reads().get(read))),
                                        part.channelsOfValue(index, read)))
                                .orElse(null),
                        backward.get(i)
                                .map(kernel -> new ChannelCopies.Copy(
                                        kernel,
                                        List.of(part.channelsOfGradient(index, read)),
                                        Objects.requireNonNull(part.gradientBy(index, read))))
                                .orElse(null)));
            }
            return new ChannelCopies(copies);
        };
    }

    private PlannedLayer convolution(int index, Conv2d conv) {
        var operation = operations.get(index);
        var folded = operation.folded();
        var geometry = Conv2dGeometry.of(
                folded == null ? conv : conv.withBias(Bias.PER_CHANNEL), (Shape.Image) operation.input());
        var kernel = kernels.conv2d(
                geometry,
                activations.value(operation.firstRead()),
                activations.value(operation.writes()),
                activations.gradientBy(index, 0),
                activations.gradient(operation.writes()));
        if (folded != null) {
            return folded(index, conv, kernel, folded);
        }
        var pooled = pooledWeightGradient(index, geometry);
        if (pooled.isEmpty()) {
            return weighted(index, kernel);
        }
        var pool = operations.get(graph.onlyReader(operation.writes()));
        var gradient = pooled.get();
        return (model, part) -> new PooledConvolution(
                kernel,
                gradient,
                model.require(operation.operation(), ParameterSpec.WEIGHT),
                model.find(operation.operation(), ParameterSpec.BIAS),
                part.value(operation.firstRead()),
                part.value(operation.writes()),
                part.value(pool.writes()),
                Objects.requireNonNull(part.gradient(pool.writes())));
    }

    private PlannedLayer folded(int index, Conv2d conv, WeightedKernel kernel, Operation batchNorm) {
        var operation = operations.get(index).operation();
        var weight = operation.parameters().getFirst();
        var bias = conv.withBias(Bias.PER_CHANNEL).parameters(operation.input()).getLast();
        foldedParameters.add(new PlannedArrays(1, weight.count()));
        foldedParameters.add(new PlannedArrays(1, bias.count()));
        double epsilon = ((BatchNorm) batchNorm.spec()).epsilon();
        return (model, part) -> new FoldedConvolution(
                kernel,
                model.require(operation, ParameterSpec.WEIGHT),
                model.find(operation, ParameterSpec.BIAS),
                normalization(model, batchNorm),
                epsilon,
                new Parameter(weight, false),
                new Parameter(bias, false),
                part.around(index));
    }

    private Optional<PooledWeightGradient> pooledWeightGradient(int index, Conv2dGeometry geometry) {
        var operation = operations.get(index);
        int reader = graph.onlyReader(operation.writes());
        if (training == null
                || !training.trains(operation.operation())
                || activations.hasGradient(operation.firstRead())
                || reader == NONE
                || !(operations.get(reader).spec() instanceof MaxPool2d(var window))) {
            return Optional.empty();
        }
        var pool = operations.get(reader);
        var gradient = kernels.pooledWeightGradient(
                geometry,
                Pool2dGeometry.sliding(window, false, (Shape.Image) pool.input()),
                activations.value(operation.firstRead()),
                activations.value(operation.writes()),
                activations.value(pool.writes()),
                activations.gradient(pool.writes()));
        if (gradient.isPresent()) {
            pooledGradients.set(index);
            pooledGradients.set(reader);
            gradientReadAt[index] = NONE;
            gradientReadAt[reader] = index;
        }
        return gradient;
    }

    /** What inference holds of convolutions that take a batch normalization into their weights. */
    List<PlannedArrays> foldedParameters() {
        return List.copyOf(foldedParameters);
    }

    /**
     * For each operation the one at whose turn in the backward pass the gradient by its output is read last: itself, or
     * the convolution that makes a max pool's gradient; of such a convolution itself negative, since there is none.
     */
    int[] gradientReadAt() {
        return gradientReadAt;
    }

    /** Max pools that make no gradient, since the convolution before them does. */
    BitSet poolsWithoutGradient() {
        var pools = new BitSet();
        pooledGradients.stream()
                .filter(operation -> operations.get(operation).spec() instanceof MaxPool2d)
                .forEach(pools::set);
        return pools;
    }

    /** The operations, with remarks on what is computed elsewhere. */
    List<PlannedOperation> remarked() {
        var remarked = new ArrayList<>(operations);
        pooledGradients.stream()
                .forEach(
                        index -> remarked.set(
                                index,
                                operations
                                        .get(index)
                                        .withRemark(
                                                operations.get(index).spec() instanceof MaxPool2d
                                                        ? "its gradient is made by the convolution before it"
                                                        : "its gradient by weight makes the gradient of the max pool behind it on the way")));
        return remarked;
    }
}
