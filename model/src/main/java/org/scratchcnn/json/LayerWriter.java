package org.scratchcnn.json;

import static org.scratchcnn.json.LayerJson.AFFINE;
import static org.scratchcnn.json.LayerJson.AFTER;
import static org.scratchcnn.json.LayerJson.ALPHA;
import static org.scratchcnn.json.LayerJson.APPROXIMATION;
import static org.scratchcnn.json.LayerJson.BEFORE;
import static org.scratchcnn.json.LayerJson.BIAS;
import static org.scratchcnn.json.LayerJson.BODY;
import static org.scratchcnn.json.LayerJson.BRANCHES;
import static org.scratchcnn.json.LayerJson.CEIL_MODE;
import static org.scratchcnn.json.LayerJson.COUNT_PADDING;
import static org.scratchcnn.json.LayerJson.DILATION;
import static org.scratchcnn.json.LayerJson.EPSILON;
import static org.scratchcnn.json.LayerJson.FACTOR;
import static org.scratchcnn.json.LayerJson.FILTERS;
import static org.scratchcnn.json.LayerJson.GROUPS;
import static org.scratchcnn.json.LayerJson.KERNEL;
import static org.scratchcnn.json.LayerJson.MOMENTUM;
import static org.scratchcnn.json.LayerJson.OUTPUT;
import static org.scratchcnn.json.LayerJson.OUTPUTS;
import static org.scratchcnn.json.LayerJson.OUTPUT_PADDING;
import static org.scratchcnn.json.LayerJson.PADDING;
import static org.scratchcnn.json.LayerJson.PER_POSITION;
import static org.scratchcnn.json.LayerJson.PROBABILITY;
import static org.scratchcnn.json.LayerJson.SHAPE;
import static org.scratchcnn.json.LayerJson.SHORTCUT;
import static org.scratchcnn.json.LayerJson.SLOPE;
import static org.scratchcnn.json.LayerJson.STRIDE;
import static org.scratchcnn.json.LayerJson.TYPE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Activation.Function.Gelu.Approximation;
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
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Window2d;

/** Layers as {@link LayerJson} reads them. */
final class LayerWriter {

    private LayerWriter() {}

    /** Layers in brackets, one a line, without what is usual. What is inferred from their inputs is left out. */
    static String write(List<LayerSpec> layers, String indent) {
        return list(layers.stream().map(layer -> write(layer, indent + "  ")).toList(), indent);
    }

    private static String list(List<String> items, String indent) {
        if (items.isEmpty()) {
            return "[]";
        }
        return items.stream()
                .map(item -> indent + "  " + item)
                .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
    }

    /** A layer on one line, but for those inside it. */
    private static String write(LayerSpec layer, String indent) {
        var inside = indent + "  ";
        var settings = new LinkedHashMap<String, Object>();
        var type = switch (layer) {
            case Conv2d conv -> {
                settings.put(FILTERS, conv.outChannels());
                putWindow(settings, conv.window(), Size2d.ONE);
                putUnless(settings, GROUPS, conv.groups(), 1);
                putUnless(settings, BIAS, bias(conv.bias()), true);
                yield LayerJson.Type.CONV2D;
            }
            case LocallyConnected2d local -> {
                settings.put(FILTERS, local.outChannels());
                putWindow(settings, local.window(), Size2d.ONE);
                putUnless(settings, BIAS, bias(local.bias()), PER_POSITION);
                yield LayerJson.Type.LOCALLY_CONNECTED2D;
            }
            case ConvTranspose2d conv -> {
                settings.put(FILTERS, conv.outChannels());
                putWindow(settings, conv.window(), Size2d.ONE);
                if (!conv.outputPadding().equals(ConvTranspose2d.NO_OUTPUT_PADDING)) {
                    settings.put(OUTPUT_PADDING, sides(conv.outputPadding()));
                }
                putUnless(settings, GROUPS, conv.groups(), 1);
                putFlag(settings, BIAS, conv.bias());
                yield LayerJson.Type.CONV_TRANSPOSE2D;
            }
            case Dense dense -> {
                settings.put(OUTPUTS, dense.outFeatures());
                putFlag(settings, BIAS, dense.bias());
                yield LayerJson.Type.DENSE;
            }
            case MaxPool2d pool -> {
                putWindow(settings, pool.window());
                yield LayerJson.Type.MAX_POOL2D;
            }
            case AvgPool2d pool -> {
                putWindow(settings, pool.window());
                putFlag(settings, COUNT_PADDING, pool.countPadding());
                yield LayerJson.Type.AVG_POOL2D;
            }
            case Activation activation ->
                switch (activation.function()) {
                    case Activation.Function.Relu _ -> LayerJson.Type.RELU;
                    case Activation.Function.Sigmoid _ -> LayerJson.Type.SIGMOID;
                    case Activation.Function.Tanh _ -> LayerJson.Type.TANH;
                    case Activation.Function.LeakyRelu(double slope) -> {
                        putUnless(settings, SLOPE, slope, Activation.Function.LeakyRelu.USUAL_SLOPE);
                        yield LayerJson.Type.LEAKY_RELU;
                    }
                    case Activation.Function.Elu(double alpha) -> {
                        putUnless(settings, ALPHA, alpha, Activation.Function.Elu.USUAL_ALPHA);
                        yield LayerJson.Type.ELU;
                    }
                    case Activation.Function.Gelu(var approximation) -> {
                        if (approximation != Approximation.EXACT) {
                            settings.put(APPROXIMATION, "\"" + LayerJson.title(approximation) + "\"");
                        }
                        yield LayerJson.Type.GELU;
                    }
                    case Activation.Function.Silu _ -> LayerJson.Type.SILU;
                    case Activation.Function.Hardswish _ -> LayerJson.Type.HARDSWISH;
                    case Activation.Function.Softplus _ -> LayerJson.Type.SOFTPLUS;
                    case Activation.Function.Scale(double factor) -> {
                        settings.put(FACTOR, factor);
                        yield LayerJson.Type.SCALE;
                    }
                };
            case Softmax() -> LayerJson.Type.SOFTMAX;
            case LogSoftmax() -> LayerJson.Type.LOG_SOFTMAX;
            case Flatten() -> LayerJson.Type.FLATTEN;
            case Reshape(var target) -> {
                settings.put(SHAPE, target);
                yield LayerJson.Type.RESHAPE;
            }
            case Dropout dropout -> {
                settings.put(PROBABILITY, dropout.probability());
                yield LayerJson.Type.DROPOUT;
            }
            case SpatialDropout2d dropout -> {
                settings.put(PROBABILITY, dropout.probability());
                yield LayerJson.Type.SPATIAL_DROPOUT2D;
            }
            case BatchNorm norm -> {
                putUnless(settings, EPSILON, norm.epsilon(), BatchNorm.DEFAULT_EPSILON);
                putUnless(settings, MOMENTUM, norm.momentum(), BatchNorm.DEFAULT_MOMENTUM);
                putFlag(settings, AFFINE, norm.affine());
                yield LayerJson.Type.BATCH_NORM;
            }
            case GroupNorm norm -> {
                settings.put(GROUPS, norm.groups());
                putUnless(settings, EPSILON, norm.epsilon(), BatchNorm.DEFAULT_EPSILON);
                putFlag(settings, AFFINE, norm.affine());
                yield LayerJson.Type.GROUP_NORM;
            }
            case LayerNorm norm -> {
                putUnless(settings, EPSILON, norm.epsilon(), BatchNorm.DEFAULT_EPSILON);
                putFlag(settings, AFFINE, norm.affine());
                yield LayerJson.Type.LAYER_NORM;
            }
            case GlobalMaxPool2d() -> LayerJson.Type.GLOBAL_MAX_POOL;
            case GlobalAvgPool2d() -> LayerJson.Type.GLOBAL_AVG_POOL;
            case AdaptiveAvgPool2d(var output) -> {
                settings.put(OUTPUT, sides(output));
                yield LayerJson.Type.ADAPTIVE_AVG_POOL2D;
            }
            case Upsample(var factor) -> {
                settings.put(FACTOR, sides(factor));
                yield LayerJson.Type.UPSAMPLE;
            }
            case PadChannels(int before, int after) -> {
                putUnless(settings, BEFORE, before, 0);
                putUnless(settings, AFTER, after, 0);
                yield LayerJson.Type.PAD_CHANNELS;
            }
            case Residual(var body, var shortcut) -> {
                settings.put(BODY, write(body, inside));
                if (!shortcut.isEmpty()) {
                    settings.put(SHORTCUT, write(shortcut, inside));
                }
                yield LayerJson.Type.RESIDUAL;
            }
            case Concat(var branches) -> {
                settings.put(
                        BRANCHES,
                        list(
                                branches.stream()
                                        .map(branch -> write(branch, inside + "  "))
                                        .toList(),
                                inside));
                yield LayerJson.Type.CONCAT;
            }
        };
        if (settings.isEmpty()) {
            return "\"" + type.title + "\"";
        }
        boolean nested = layer instanceof Residual || layer instanceof Concat;
        var between = nested ? "\n" + inside : " ";
        var text = new StringJoiner("," + between, "{" + between, nested ? "\n" + indent + "}" : " }");
        text.add("\"" + TYPE + "\": \"" + type.title + "\"");
        settings.forEach((name, value) -> text.add("\"" + name + "\": " + value));
        return text.toString();
    }

    private static Object bias(Bias bias) {
        return switch (bias) {
            case NONE -> false;
            case PER_CHANNEL -> true;
            case PER_POSITION -> PER_POSITION;
        };
    }

    private static void putFlag(Map<String, Object> settings, String name, boolean value) {
        if (!value) {
            settings.put(name, false);
        }
    }

    private static <T> void putUnless(Map<String, Object> settings, String name, T value, T usual) {
        if (!value.equals(usual)) {
            settings.put(name, value);
        }
    }

    private static void putWindow(Map<String, Object> settings, PoolWindow window) {
        putWindow(settings, window.sliding(), window.kernel());
        putUnless(settings, CEIL_MODE, window.ceilMode(), false);
    }

    private static void putWindow(Map<String, Object> settings, Window2d window, Size2d usualStride) {
        settings.put(KERNEL, sides(window.kernel()));
        if (!window.stride().equals(usualStride)) {
            settings.put(STRIDE, sides(window.stride()));
        }
        if (!window.padding().isNone()) {
            settings.put(PADDING, sides(window.padding()));
        }
        if (!window.dilation().equals(Size2d.ONE)) {
            settings.put(DILATION, sides(window.dilation()));
        }
    }

    private static Object sides(Size2d size) {
        return size.height() == size.width() ? size.height() : List.of(size.height(), size.width());
    }

    private static Object sides(Padding2d padding) {
        if (padding.top() != padding.bottom() || padding.left() != padding.right()) {
            return List.of(padding.top(), padding.left(), padding.bottom(), padding.right());
        }
        return sides(new Size2d(padding.top(), padding.left()));
    }
}
