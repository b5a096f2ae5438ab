package org.scratchcnn.pytorch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ResolvedLayer;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** Layers as calls of PyTorch's functions. */
final class LayerOperations implements AutoCloseable {

    /** A part of a network's forward pass. */
    @FunctionalInterface
    interface Operation {

        /** The output for {@code x}, of which it may be a view; {@code training} drops values. */
        Tensor apply(Tensor x, boolean training);

        default Operation then(Operation next) {
            return (x, training) -> next.apply(apply(x, training), training);
        }
    }

    private static final Operation IDENTITY = (x, _) -> x;

    private final Map<String, NetworkParameter> parameters;
    private final List<Pointer> arguments = new ArrayList<>();
    private boolean afterConvolutionOrDense;

    /**
     * Operations on these parameters.
     *
     * @param parameters by name
     */
    LayerOperations(Map<String, NetworkParameter> parameters) {
        this.parameters = parameters;
    }

    /** The layer's operation; to be called for one layer after the other. */
    Operation of(ResolvedLayer layer) {
        boolean outputMayBeOverwritten = afterConvolutionOrDense;
        afterConvolutionOrDense = layer.spec() instanceof Conv2d || layer.spec() instanceof Dense;
        return switch (layer.spec()) {
            case Conv2d conv -> convolution(layer, conv);
            case Dense dense -> dense(layer, dense);
            case MaxPool2d(var window) -> maxPool(window);
            case AvgPool2d(var window, boolean countPadding) -> averagePool(window, countPadding);
            case Activation(var function) ->
                switch (function) {
                    // In place as in PyTorch's own models, where nothing else reads what is overwritten.
                    case RELU -> outputMayBeOverwritten ? (x, _) -> x.relu_() : (x, _) -> torch.relu(x);
                    case SIGMOID -> (x, _) -> torch.sigmoid(x);
                    case TANH -> (x, _) -> torch.tanh(x);
                };
            case Dropout(double probability) ->
                probability == 0 ? IDENTITY : (x, training) -> training ? torch.dropout(x, probability, true) : x;
            case Flatten _ -> (x, _) -> x.flatten(1, -1);
        };
    }

    private Operation convolution(ResolvedLayer layer, Conv2d conv) {
        var weight = parameter(layer, ParameterSpec.WEIGHT);
        var channelBias = conv.bias() == Bias.PER_CHANNEL ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        var window = conv.window();
        long[] stride = pair(window.stride());
        long[] dilation = pair(window.dilation());
        boolean isEven = isEven(window.padding());
        long[] padding = isEven ? ownPadding(window.padding()) : new long[] {0, 0};
        Operation convolve = (x, _) -> torch.conv2d(x, weight, channelBias, stride, padding, dilation, 1);
        Operation padded = isEven ? convolve : pad(window.padding(), 0).then(convolve);
        if (conv.bias() == Bias.PER_POSITION) {
            var positionBias = parameter(layer, ParameterSpec.BIAS);
            return padded.then((x, _) -> x.add_(positionBias));
        }
        return padded;
    }

    private Operation dense(ResolvedLayer layer, Dense dense) {
        var weight = parameter(layer, ParameterSpec.WEIGHT);
        var bias = dense.bias() ? optional(parameter(layer, ParameterSpec.BIAS)) : none();
        return (x, _) -> torch.linear(x, weight, bias);
    }

    private Operation maxPool(Window2d window) {
        long[] kernel = pair(window.kernel());
        long[] stride = pair(window.stride());
        long[] dilation = {1, 1};
        boolean isOwn = poolsWithOwnPadding(window);
        long[] padding = isOwn ? ownPadding(window.padding()) : new long[] {0, 0};
        Operation pool = (x, _) -> torch.max_pool2d(x, kernel, stride, padding, dilation, false);
        return isOwn ? pool : pad(window.padding(), Double.NEGATIVE_INFINITY).then(pool);
    }

    private Operation averagePool(Window2d window, boolean countPadding) {
        long[] kernel = pair(window.kernel());
        long[] stride = pair(window.stride());
        var areaAsDivisor = keep(new LongOptional());
        boolean isOwn = poolsWithOwnPadding(window);
        long[] padding = isOwn ? ownPadding(window.padding()) : new long[] {0, 0};
        Operation pool = (x, _) -> torch.avg_pool2d(x, kernel, stride, padding, false, countPadding, areaAsDivisor);
        return isOwn ? pool : pad(window.padding(), 0).then(pool);
    }

    private Operation pad(Padding2d padding, double value) {
        long[] lastDimensionFirst = {padding.left(), padding.right(), padding.top(), padding.bottom()};
        var scalar = keep(new Scalar(value));
        return (x, _) -> torch.constant_pad_nd(x, lastDimensionFirst, scalar);
    }

    /** Whether PyTorch's pools have this padding themselves: alike on both sides, and at most half of the kernel. */
    static boolean poolsWithOwnPadding(Window2d window) {
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

    private Tensor parameter(ResolvedLayer layer, String name) {
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
