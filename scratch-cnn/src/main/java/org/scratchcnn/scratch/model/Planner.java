package org.scratchcnn.scratch.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.core.spec.Activation;
import org.scratchcnn.core.spec.AvgPool2d;
import org.scratchcnn.core.spec.Conv2d;
import org.scratchcnn.core.spec.Dense;
import org.scratchcnn.core.spec.Dropout;
import org.scratchcnn.core.spec.Flatten;
import org.scratchcnn.core.spec.LayerSpec;
import org.scratchcnn.core.spec.MaxPool2d;
import org.scratchcnn.core.spec.Padding2d;
import org.scratchcnn.core.spec.ParameterSpec;
import org.scratchcnn.core.spec.ResolvedLayer;
import org.scratchcnn.core.spec.Shape;
import org.scratchcnn.core.spec.Window2d;
import org.scratchcnn.scratch.kernel.Activations;
import org.scratchcnn.scratch.kernel.Conv2dGeometry;
import org.scratchcnn.scratch.kernel.DropoutMask;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.Layout;
import org.scratchcnn.scratch.kernel.Parameter;
import org.scratchcnn.scratch.kernel.Pool2dGeometry;
import org.scratchcnn.scratch.kernel.WeightedKernel;
import org.scratchcnn.scratch.layer.DropoutLayer;
import org.scratchcnn.scratch.layer.Layer;
import org.scratchcnn.scratch.layer.LayerActivations;
import org.scratchcnn.scratch.layer.UnaryLayer;
import org.scratchcnn.scratch.layer.WeightedLayer;

/**
 * Walks a network and decides which activations there are. Edge 0 is the network's input, edge {@code i + 1} the output
 * of layer {@code i}. An edge's values have the border that its readers want in forward, its gradient the border that
 * its readers want in backward. Layers that never do anything are left out, and ReLUs follow max pools.
 */
final class Planner {

    private final Model model;
    private final Kernels kernels;
    private final int maxBatch;
    private final long dropoutSeed;
    private final List<ResolvedLayer> resolved;
    private final List<Layout> valueLayouts = new ArrayList<>();
    private final List<Layout> gradientLayouts = new ArrayList<>();
    private final List<Activations> values = new ArrayList<>();
    private final List<@Nullable Activations> gradients = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();

    Planner(Model model, Kernels kernels, int maxBatch, long dropoutSeed) {
        this.model = model;
        this.kernels = kernels;
        this.maxBatch = maxBatch;
        this.dropoutSeed = dropoutSeed;
        this.resolved = poolBeforeRelu(model.network().layers().stream()
                .filter(layer -> !doesNothing(layer.spec()))
                .toList());
        planEdges();
        for (int i = 0; i < resolved.size(); i++) {
            layers.add(build(i));
        }
    }

    private static boolean doesNothing(LayerSpec layer) {
        return layer instanceof Dropout(double probability) && probability == 0;
    }

    /**
     * Puts a ReLU behind the max pool that follows it, where it has a fraction of the values to go through. The largest
     * of some ReLUs is the ReLU of the largest, and the gradient reaches the same value, if any: the same bits.
     */
    private static List<ResolvedLayer> poolBeforeRelu(List<ResolvedLayer> layers) {
        var reordered = new ArrayList<>(layers);
        for (int i = 0; i + 1 < reordered.size(); i++) {
            var relu = reordered.get(i);
            var pool = reordered.get(i + 1);
            if (relu.spec().equals(Activation.relu())
                    && pool.spec() instanceof MaxPool2d
                    && pool.output().size() < pool.input().size()) {
                reordered.set(i, pool);
                reordered.set(
                        i + 1,
                        new ResolvedLayer(
                                relu.path(), relu.spec(), pool.output(), pool.output(), pool.receptiveField()));
            }
        }
        return reordered;
    }

    private void planEdges() {
        int firstTrained = 0;
        while (firstTrained < resolved.size()
                && resolved.get(firstTrained).parameters().isEmpty()) {
            firstTrained++;
        }
        for (int edge = 0; edge <= resolved.size(); edge++) {
            var shape =
                    edge == 0 ? model.network().input() : resolved.get(edge - 1).output();
            var valueLayout = Layout.of(shape, maxBatch, valueBorder(edge));
            var gradientLayout = Layout.of(shape, maxBatch, gradientBorder(edge));
            valueLayouts.add(valueLayout);
            gradientLayouts.add(gradientLayout);
            values.add(kernels.allocate(valueLayout));
            gradients.add(edge > firstTrained ? kernels.allocate(gradientLayout) : null);
        }
    }

    /** The per-side maximum over all layers that read the edge's values. */
    private Padding2d valueBorder(int edge) {
        var border = Padding2d.NONE;
        if (edge < resolved.size() && resolved.get(edge).spec() instanceof Conv2d conv) {
            border = border.max(kernels.inputBorder(geometry(conv, resolved.get(edge))));
        }
        return border;
    }

    /** The per-side maximum over all layers that read the edge's gradient. */
    private Padding2d gradientBorder(int edge) {
        var border = Padding2d.NONE;
        if (edge > 0 && resolved.get(edge - 1).spec() instanceof Conv2d conv) {
            border = border.max(kernels.outputGradientBorder(geometry(conv, resolved.get(edge - 1))));
        }
        return border;
    }

    private Layer build(int index) {
        var layer = resolved.get(index);
        var x = valueLayouts.get(index);
        var y = valueLayouts.get(index + 1);
        var dx = gradientLayouts.get(index);
        var dy = gradientLayouts.get(index + 1);
        var activations = new LayerActivations(
                values.get(index), values.get(index + 1), gradients.get(index + 1), gradients.get(index));
        return switch (layer.spec()) {
            case Conv2d conv -> weighted(layer, kernels.conv2d(geometry(conv, layer), x, y, dx, dy), activations);
            case Dense _ -> weighted(layer, kernels.dense(x, y), activations);
            case MaxPool2d(var window) ->
                new UnaryLayer(kernels.maxPool2d(geometry(window, layer), x, y, dx, dy), activations);
            case AvgPool2d(var window, boolean countPadding) ->
                new UnaryLayer(kernels.avgPool2d(geometry(window, layer), countPadding, x, y, dx, dy), activations);
            case Activation(var function) -> new UnaryLayer(kernels.activation(function, x, y, dx, dy), activations);
            case Flatten _ -> new UnaryLayer(kernels.flatten(x, y, dx, dy), activations);
            case Dropout(double probability) -> {
                var mask = new DropoutMask(probability, dropoutSeed, layer.path());
                yield new DropoutLayer(kernels.dropout(mask, x, y, dx, dy), activations);
            }
        };
    }

    private Layer weighted(ResolvedLayer layer, WeightedKernel kernel, LayerActivations activations) {
        var weight = Objects.requireNonNull(parameter(layer, ParameterSpec.WEIGHT));
        return new WeightedLayer(kernel, weight, parameter(layer, ParameterSpec.BIAS), activations);
    }

    private @Nullable Parameter parameter(ResolvedLayer layer, String name) {
        return model.parameter(layer.path() + "." + name);
    }

    private static Conv2dGeometry geometry(Conv2d conv, ResolvedLayer layer) {
        return Conv2dGeometry.of(conv, (Shape.Image) layer.input());
    }

    private static Pool2dGeometry geometry(Window2d window, ResolvedLayer layer) {
        return new Pool2dGeometry((Shape.Image) layer.input(), (Shape.Image) layer.output(), window);
    }

    List<Layer> layers() {
        return layers;
    }

    /** The values of each edge, from input to logits. */
    List<Activations> values() {
        return values;
    }

    /** The gradient of each edge, null where nothing before the edge is trained. */
    List<@Nullable Activations> gradients() {
        return gradients;
    }
}
