package org.scratchcnn.pytorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
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
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Value;

/** A network's operations as calls of PyTorch's functions. */
final class LayerOperations implements AutoCloseable {

    /** What a network is run for. */
    enum Mode {
        /** Nothing is dropped, and running statistics normalize. */
        EVALUATION,
        /** Values are dropped, and the batch's statistics normalize. */
        GRADIENTS,
        /** As for gradients, and running statistics move. */
        STEP
    }

    /** What an operation does. */
    @FunctionalInterface
    interface Call {

        /** The output for the values that the operation reads, as a tensor of its own, though it may share their memory. */
        Tensor apply(List<Tensor> read, Mode mode);

        default Call then(UnaryOperator<Tensor> next) {
            return (read, mode) -> next.apply(apply(read, mode));
        }
    }

    private final TrainingSpec training;
    private final Map<String, NetworkParameter> parameters;
    private final List<Operation> operations;
    private final List<Pointer> arguments = new ArrayList<>();

    /**
     * Operations on these parameters.
     *
     * @param parameters by name
     */
    LayerOperations(TrainingSpec training, List<Operation> operations, Map<String, NetworkParameter> parameters) {
        this.training = training;
        this.operations = operations;
        this.parameters = parameters;
    }

    Call of(Operation operation) {
        return switch (operation.spec()) {
            case Conv2d conv -> convolution(operation, conv);
            case ConvTranspose2d conv -> transposedConvolution(operation, conv);
            case LocallyConnected2d local -> locallyConnected(operation, local);
            case Dense dense -> dense(operation, dense);
            case MaxPool2d(var window) -> maxPool(window);
            case AvgPool2d(var window, boolean countPadding) -> averagePool(window, countPadding);
            case GlobalMaxPool2d _ ->
                maxPool(PoolWindow.whole((Shape.Image) operation.input())).then(x -> x.flatten(1, -1));
            case GlobalAvgPool2d _ -> unary(x -> x.mean(2, 3));
            case AdaptiveAvgPool2d(var size) -> {
                long[] output = pair(size);
                yield unary(x -> torch.adaptive_avg_pool2d(x, output));
            }
            case Upsample _ -> {
                var image = (Shape.Image) operation.output();
                long[] size = {image.height(), image.width()};
                yield unary(x -> torch.upsample_nearest2d(x, size));
            }
            case BatchNorm norm -> batchNorm(operation, norm);
            case GroupNorm norm -> groupNorm(operation, norm);
            case LayerNorm norm -> layerNorm(operation, norm);
            case Activation(var function) ->
                switch (function) {
                    case Activation.Function.Relu _ ->
                        mayBeOverwritten(operation.reads().getFirst())
                                ? unary(x -> new Tensor(x.relu_()))
                                : unary(torch::relu);
                    case Activation.Function.Sigmoid _ -> unary(torch::sigmoid);
                    case Activation.Function.Tanh _ -> unary(torch::tanh);
                    case Activation.Function.LeakyRelu(double slope) -> {
                        var scalar = keep(new Scalar(slope));
                        yield unary(x -> torch.leaky_relu(x, scalar));
                    }
                    case Activation.Function.Elu(double alpha) -> {
                        var scalar = keep(new Scalar(alpha));
                        var one = keep(new Scalar(1.0));
                        yield unary(x -> torch.elu(x, scalar, one, one));
                    }
                    case Activation.Function.Gelu(var approximation) ->
                        switch (approximation) {
                            case EXACT -> unary(torch::gelu);
                            case TANH -> unary(x -> torch.gelu(x, "tanh"));
                        };
                    case Activation.Function.Silu _ -> unary(torch::silu);
                    case Activation.Function.Hardswish _ -> unary(torch::hardswish);
                    case Activation.Function.Softplus _ -> unary(torch::softplus);
                    case Activation.Function.Scale(double factor) -> {
                        var scalar = keep(new Scalar(factor));
                        yield unary(x -> torch.mul(x, scalar));
                    }
                };
            case Softmax _ -> unary(x -> torch.softmax(x, 1));
            case LogSoftmax _ -> unary(x -> torch.log_softmax(x, 1));
            case Dropout(double probability) ->
                (read, mode) -> probability == 0 || mode == Mode.EVALUATION
                        ? new Tensor(read.getFirst())
                        : torch.dropout(read.getFirst(), probability, true);
            case SpatialDropout2d(double probability) ->
                (read, mode) -> probability == 0 || mode == Mode.EVALUATION
                        ? new Tensor(read.getFirst())
                        : torch.feature_dropout(read.getFirst(), probability, true);
            case Flatten _ -> unary(x -> x.flatten(1, -1));
            case Reshape(var target) -> reshape(target);
            case PadChannels(int before, int after) -> unary(pad(new long[] {0, 0, 0, 0, before, after}, 0));
            case Residual _ -> addition(operation);
            case Concat _ ->
                (read, _) -> {
                    try (var branches = new TensorVector(read.toArray(Tensor[]::new))) {
                        return torch.cat(branches, 1);
                    }
                };
        };
    }

    private static Call unary(UnaryOperator<Tensor> function) {
        return (read, _) -> function.apply(read.getFirst());
    }

    /**
     * Whether nothing needs a value once its only reader has it, neither another operation nor the gradient of the one that
     * made it; PyTorch's own models overwrite such values, too.
     */
    private boolean mayBeOverwritten(Value value) {
        if (value.number() == 0 || value.readers().size() > 1) {
            return false;
        }
        return switch (operations.get(value.number() - 1).spec()) {
            case Conv2d _,
                    ConvTranspose2d _,
                    LocallyConnected2d _,
                    Dense _,
                    BatchNorm _,
                    GroupNorm _,
                    LayerNorm _,
                    Residual _,
                    Concat _ -> true;
            case MaxPool2d _,
                    AvgPool2d _,
                    GlobalMaxPool2d _,
                    GlobalAvgPool2d _,
                    AdaptiveAvgPool2d _,
                    Upsample _,
                    Activation _,
                    Softmax _,
                    LogSoftmax _,
                    Dropout _,
                    SpatialDropout2d _,
                    Flatten _,
                    Reshape _,
                    PadChannels _ -> false;
        };
    }

    private static Call reshape(Shape target) {
        long[] samples = Tensors.shape(-1, target);
        return unary(x -> x.reshape(samples));
    }

    private Call addition(Operation operation) {
        return mayBeOverwritten(operation.reads().getFirst())
                ? (read, _) -> new Tensor(read.getFirst().add_(read.getLast()))
                : (read, _) -> torch.add(read.getFirst(), read.getLast());
    }

    private Call batchNorm(Operation layer, BatchNorm norm) {
        var weight = norm.affine() ? optional(parameter(layer, ParameterSpec.WEIGHT)) : none();
        var bias = norm.affine() ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        var mean = optional(parameter(layer, ParameterSpec.RUNNING_MEAN));
        var variance = optional(parameter(layer, ParameterSpec.RUNNING_VARIANCE));
        var nothing = none();
        boolean isFrozen = training.isFrozen(layer);
        return (read, mode) -> {
            boolean byBatch = mode != Mode.EVALUATION && !isFrozen;
            boolean knowsRunning = mode != Mode.GRADIENTS || isFrozen;
            return torch.batch_norm(
                    read.getFirst(),
                    weight,
                    bias,
                    knowsRunning ? mean : nothing,
                    knowsRunning ? variance : nothing,
                    byBatch,
                    norm.momentum(),
                    norm.epsilon(),
                    false);
        };
    }

    private Call groupNorm(Operation layer, GroupNorm norm) {
        var weight = norm.affine() ? optional(parameter(layer, ParameterSpec.WEIGHT)) : none();
        var bias = norm.affine() ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        return unary(x -> torch.group_norm(x, norm.groups(), weight, bias, norm.epsilon(), false));
    }

    private Call layerNorm(Operation layer, LayerNorm norm) {
        var weight = norm.affine() ? optional(parameter(layer, ParameterSpec.WEIGHT)) : none();
        var bias = norm.affine() ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        long[] shape =
                norm.shape().extents().stream().mapToLong(extent -> extent).toArray();
        return unary(x -> torch.layer_norm(x, shape, weight, bias, norm.epsilon(), false));
    }

    private Call convolution(Operation layer, Conv2d conv) {
        var weight = parameter(layer, ParameterSpec.WEIGHT);
        var channelBias = conv.bias() == Bias.PER_CHANNEL ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        var window = conv.window();
        long[] stride = pair(window.stride());
        long[] dilation = pair(window.dilation());
        boolean isEven = isEven(window.padding());
        long[] padding = isEven ? ownPadding(window.padding()) : new long[] {0, 0};
        long groups = conv.groups();
        UnaryOperator<Tensor> convolve = x -> torch.conv2d(x, weight, channelBias, stride, padding, dilation, groups);
        Call padded = isEven ? unary(convolve) : unary(pad(window.padding(), 0)).then(convolve);
        if (conv.bias() == Bias.PER_POSITION) {
            var positionBias = parameter(layer, ParameterSpec.BIAS);
            return padded.then(x -> x.add_(positionBias));
        }
        return padded;
    }

    private Call transposedConvolution(Operation layer, ConvTranspose2d conv) {
        var weight = parameter(layer, ParameterSpec.WEIGHT);
        var bias = conv.bias() ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        var window = conv.window();
        long[] stride = pair(window.stride());
        long[] dilation = pair(window.dilation());
        long[] outputPadding = pair(conv.outputPadding());
        var sides = window.padding();
        boolean isEven = isEven(sides);
        long[] padding = isEven ? ownPadding(sides) : new long[] {0, 0};
        long groups = conv.groups();
        Call convolve =
                unary(x -> torch.conv_transpose2d(x, weight, bias, stride, padding, outputPadding, groups, dilation));
        return isEven
                ? convolve
                : convolve.then(pad(new long[] {-sides.left(), -sides.right(), -sides.top(), -sides.bottom()}, 0));
    }

    /** PyTorch has no such layer: the windows' values, times each position's weights. */
    private Call locallyConnected(Operation layer, LocallyConnected2d local) {
        var output = (Shape.Image) layer.output();
        long positions = (long) output.height() * output.width();
        var weight = parameter(layer, ParameterSpec.WEIGHT);
        var window = local.window();
        long[] kernel = pair(window.kernel());
        long[] stride = pair(window.stride());
        long[] dilation = pair(window.dilation());
        long[] none = {0, 0};
        Call product = unary(pad(window.padding(), 0)).then(x -> {
            var ofPositions = weight.view(positions, output.channels(), -1);
            var windows = torch.im2col(x, kernel, dilation, none, stride).permute(2, 1, 0);
            return torch.bmm(ofPositions, windows)
                    .permute(2, 1, 0)
                    .reshape(-1, output.channels(), output.height(), output.width());
        });
        return switch (local.bias()) {
            case NONE -> product;
            case PER_CHANNEL -> {
                var bias = parameter(layer, ParameterSpec.BIAS);
                yield product.then(y -> y.add(bias.view(-1, 1, 1)));
            }
            case PER_POSITION -> {
                var bias = parameter(layer, ParameterSpec.BIAS);
                yield product.then(y -> y.add(bias));
            }
        };
    }

    private Call dense(Operation layer, Dense dense) {
        var weight = parameter(layer, ParameterSpec.WEIGHT);
        var bias = dense.bias() ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        return unary(x -> torch.linear(x, weight, bias));
    }

    private Call maxPool(PoolWindow window) {
        long[] kernel = pair(window.kernel());
        long[] stride = pair(window.stride());
        long[] dilation = {1, 1};
        boolean isOwn = poolsWithOwnPadding(window);
        long[] padding = isOwn ? ownPadding(window.padding()) : new long[] {0, 0};
        UnaryOperator<Tensor> pool = x -> torch.max_pool2d(x, kernel, stride, padding, dilation, window.ceilMode());
        return isOwn
                ? unary(pool)
                : unary(pad(window.padding(), Double.NEGATIVE_INFINITY)).then(pool);
    }

    private Call averagePool(PoolWindow window, boolean countPadding) {
        long[] kernel = pair(window.kernel());
        long[] stride = pair(window.stride());
        var areaAsDivisor = keep(new LongOptional());
        boolean isOwn = poolsWithOwnPadding(window);
        long[] padding = isOwn ? ownPadding(window.padding()) : new long[] {0, 0};
        UnaryOperator<Tensor> pool =
                x -> torch.avg_pool2d(x, kernel, stride, padding, window.ceilMode(), countPadding, areaAsDivisor);
        return isOwn ? unary(pool) : unary(pad(window.padding(), 0)).then(pool);
    }

    private UnaryOperator<Tensor> pad(Padding2d padding, double value) {
        return pad(new long[] {padding.left(), padding.right(), padding.top(), padding.bottom()}, value);
    }

    private UnaryOperator<Tensor> pad(long[] lastDimensionFirst, double value) {
        var scalar = keep(new Scalar(value));
        return x -> torch.constant_pad_nd(x, lastDimensionFirst, scalar);
    }

    /** Whether PyTorch's pools have this padding themselves: alike on both sides, and at most half of the kernel. */
    static boolean poolsWithOwnPadding(PoolWindow window) {
        var padding = window.padding();
        return isEven(padding)
                && 2 * padding.top() <= window.kernel().height()
                && 2 * padding.left() <= window.kernel().width();
    }

    private static boolean isEven(Padding2d padding) {
        return padding.top() == padding.bottom() && padding.left() == padding.right();
    }

    private static long[] ownPadding(Padding2d padding) {
        return new long[] {padding.top(), padding.left()};
    }

    private static long[] pair(Size2d size) {
        return new long[] {size.height(), size.width()};
    }

    private Tensor parameter(Operation layer, String name) {
        var path = layer.path() + "." + name;
        return Objects.requireNonNull(parameters.get(path), path).tensor();
    }

    private TensorOptional optional(Tensor tensor) {
        return keep(new TensorOptional(tensor));
    }

    private TensorOptional none() {
        return keep(new TensorOptional());
    }

    private <T extends Pointer> T keep(T argument) {
        arguments.add(argument);
        return argument;
    }

    @Override
    public void close() {
        arguments.forEach(Pointer::close);
    }
}
