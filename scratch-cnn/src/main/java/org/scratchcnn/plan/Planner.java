package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.PooledWeightGradient;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.layer.DropoutLayer;
import org.scratchcnn.layer.Layer;
import org.scratchcnn.layer.LayerActivations;
import org.scratchcnn.layer.PooledConvolution;
import org.scratchcnn.layer.UnaryLayer;
import org.scratchcnn.layer.WeightedLayer;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.ResolvedLayer;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/**
 * Walks a network and decides which activations and kernels there are; nothing is allocated before {@link #allocate}.
 * Edge 0 is the network's input, edge {@code i + 1} the output of layer {@code i}. An edge's values have the border that
 * its readers want in forward, its gradient the border that its readers want in backward. Layers that never do anything
 * are left out, and ReLUs follow max pools. A max pool behind the first trained layer leaves its gradient to that layer,
 * where the backend can do that.
 *
 * <p>Gradients of edges take turns in the same memory: going backward, a layer reads the gradient of one edge and writes
 * that of the edge before, and the others are dead or not yet written. So edges that are no neighbours share, if their
 * layouts are equal; in another layout values would be left where borders have to be zero.
 */
public final class Planner {

    /** A layer whose kernel is planned, still without parameters and activations. */
    @FunctionalInterface
    private interface PlannedLayer {
        Layer of(Model model, Edges edges);
    }

    /** The activations of all edges, values and gradients. */
    private record Edges(Activations[] values, @Nullable Activations[] gradients) {
        LayerActivations around(int layer) {
            return new LayerActivations(values[layer], values[layer + 1], gradients[layer + 1], gradients[layer]);
        }
    }

    /** An edge without a gradient, because nothing before it is trained. */
    private static final int NO_GRADIENT = -1;

    private final ResolvedNetwork network;
    private final Kernels kernels;
    private final int maxBatch;
    private final long dropoutSeed;
    private final List<ResolvedLayer> resolved;
    private final List<Layout> valueLayouts = new ArrayList<>();
    private final List<Layout> gradientLayouts = new ArrayList<>();
    /** Which of the shared gradients is each edge's. */
    private final int[] gradientOfEdge;

    private final List<Layout> sharedGradients = new ArrayList<>();
    private final List<PlannedLayer> layers = new ArrayList<>();

    /** The first layer with parameters; behind the last one if none is trained. */
    private final int firstTrained;

    /** Whether the first trained layer makes its gradients from those behind the max pool that follows it. */
    private boolean poolsFirstGradient;

    /**
     * Plans a network for training.
     *
     * @param kernels a backend that has planned nothing else
     * @param maxBatch samples that go through at a time at most
     * @param dropoutSeed of dropout's masks
     */
    public static Planner forTraining(ResolvedNetwork network, Kernels kernels, int maxBatch, long dropoutSeed) {
        return new Planner(network, kernels, maxBatch, true, dropoutSeed);
    }

    /**
     * Plans a network that is only asked: without dropout, and without gradients.
     *
     * @param kernels a backend that has planned nothing else
     * @param maxBatch samples that go through at a time at most
     */
    public static Planner forInference(ResolvedNetwork network, Kernels kernels, int maxBatch) {
        return new Planner(network, kernels, maxBatch, false, 0);
    }

    private Planner(ResolvedNetwork network, Kernels kernels, int maxBatch, boolean training, long dropoutSeed) {
        this.network = network;
        this.kernels = kernels;
        this.maxBatch = maxBatch;
        this.dropoutSeed = dropoutSeed;
        this.resolved = poolBeforeRelu(network.layers().stream()
                .filter(layer -> !doesNothing(layer.spec(), training))
                .toList());
        this.gradientOfEdge = new int[resolved.size() + 1];
        this.firstTrained = training ? firstTrained(resolved) : resolved.size();
        planEdges();
        for (int i = 0; i < resolved.size(); i++) {
            layers.add(plan(i));
        }
        planGradients();
    }

    private static boolean doesNothing(LayerSpec layer, boolean training) {
        return layer instanceof Dropout(double probability) && (probability == 0 || !training);
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
        for (int edge = 0; edge <= resolved.size(); edge++) {
            var shape = edge == 0 ? network.input() : resolved.get(edge - 1).output();
            valueLayouts.add(Layout.of(shape, maxBatch, valueBorder(edge)));
            gradientLayouts.add(Layout.of(shape, maxBatch, gradientBorder(edge)));
        }
    }

    private static int firstTrained(List<ResolvedLayer> layers) {
        int first = 0;
        while (first < layers.size() && layers.get(first).parameters().isEmpty()) {
            first++;
        }
        return first;
    }

    private void planGradients() {
        Arrays.fill(gradientOfEdge, NO_GRADIENT);
        int neighbour = NO_GRADIENT;
        int firstGradient = firstTrained + (poolsFirstGradient ? 2 : 1);
        for (int edge = resolved.size(); edge >= firstGradient; edge--) {
            neighbour = sharedGradient(gradientLayouts.get(edge), neighbour);
            gradientOfEdge[edge] = neighbour;
        }
    }

    private int sharedGradient(Layout layout, int neighbour) {
        for (int i = 0; i < sharedGradients.size(); i++) {
            if (i != neighbour && sharedGradients.get(i).equals(layout)) {
                return i;
            }
        }
        sharedGradients.add(layout);
        return sharedGradients.size() - 1;
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

    private PlannedLayer plan(int index) {
        var layer = resolved.get(index);
        var x = valueLayouts.get(index);
        var y = valueLayouts.get(index + 1);
        var dx = gradientLayouts.get(index);
        var dy = gradientLayouts.get(index + 1);
        return switch (layer.spec()) {
            case Conv2d conv -> convolution(index, geometry(conv, layer));
            case Dense _ -> weighted(index, kernels.dense(x, y));
            case MaxPool2d(var window) -> unary(index, kernels.maxPool2d(geometry(window, layer), x, y, dx, dy));
            case AvgPool2d(var window, boolean countPadding) ->
                unary(index, kernels.avgPool2d(geometry(window, layer), countPadding, x, y, dx, dy));
            case Activation(var function) -> unary(index, kernels.activation(function, x, y, dx, dy));
            case Flatten _ -> unary(index, kernels.flatten(x, y, dx, dy));
            case Dropout(double probability) -> {
                var mask = new DropoutMask(probability, dropoutSeed, layer.path());
                var kernel = kernels.dropout(mask, x, y, dx, dy);
                yield (_, edges) -> new DropoutLayer(kernel, edges.around(index));
            }
        };
    }

    private PlannedLayer unary(int index, UnaryKernel kernel) {
        return (_, edges) -> new UnaryLayer(kernel, edges.around(index));
    }

    private PlannedLayer weighted(int index, WeightedKernel kernel) {
        return (model, edges) ->
                new WeightedLayer(kernel, weight(model, index), bias(model, index), edges.around(index));
    }

    private PlannedLayer convolution(int index, Conv2dGeometry geometry) {
        var x = valueLayouts.get(index);
        var y = valueLayouts.get(index + 1);
        var kernel = kernels.conv2d(geometry, x, y, gradientLayouts.get(index), gradientLayouts.get(index + 1));
        var pooled =
                index == firstTrained ? pooledWeightGradient(index, geometry) : Optional.<PooledWeightGradient>empty();
        if (pooled.isEmpty()) {
            return weighted(index, kernel);
        }
        poolsFirstGradient = true;
        var gradient = pooled.get();
        return (model, edges) -> new PooledConvolution(
                kernel,
                gradient,
                weight(model, index),
                bias(model, index),
                edges.values()[index],
                edges.values()[index + 1],
                edges.values()[index + 2],
                Objects.requireNonNull(edges.gradients()[index + 2]));
    }

    private Optional<PooledWeightGradient> pooledWeightGradient(int index, Conv2dGeometry geometry) {
        if (index + 1 < resolved.size() && resolved.get(index + 1).spec() instanceof MaxPool2d(var window)) {
            return kernels.pooledWeightGradient(
                    geometry,
                    geometry(window, resolved.get(index + 1)),
                    valueLayouts.get(index),
                    valueLayouts.get(index + 1),
                    valueLayouts.get(index + 2),
                    gradientLayouts.get(index + 2));
        }
        return Optional.empty();
    }

    private Parameter weight(Model model, int index) {
        return Objects.requireNonNull(model.parameter(resolved.get(index).path() + "." + ParameterSpec.WEIGHT));
    }

    private @Nullable Parameter bias(Model model, int index) {
        return model.parameter(resolved.get(index).path() + "." + ParameterSpec.BIAS);
    }

    private static Conv2dGeometry geometry(Conv2d conv, ResolvedLayer layer) {
        return Conv2dGeometry.of(conv, (Shape.Image) layer.input());
    }

    private static Pool2dGeometry geometry(Window2d window, ResolvedLayer layer) {
        return new Pool2dGeometry((Shape.Image) layer.input(), (Shape.Image) layer.output(), window);
    }

    /** Samples that go through at a time at most. */
    public int maxBatch() {
        return maxBatch;
    }

    /** What {@link #allocate} will take, by what it is for. */
    public Map<MemoryPlan.Part, List<PlannedArrays>> memory() {
        var parts = new EnumMap<MemoryPlan.Part, List<PlannedArrays>>(MemoryPlan.Part.class);
        parts.put(
                MemoryPlan.Part.ACTIVATIONS,
                valueLayouts.stream().map(kernels::arrays).toList());
        if (!sharedGradients.isEmpty()) {
            parts.put(
                    MemoryPlan.Part.ACTIVATION_GRADIENTS,
                    sharedGradients.stream().map(kernels::arrays).toList());
        }
        parts.put(MemoryPlan.Part.WORKSPACE, kernels.workspace().arrays());
        return parts;
    }

    /** Allocates all that was planned, for the planned network with these parameters. */
    public Plan allocate(Model model) {
        kernels.workspace().allocate();
        var values = valueLayouts.stream().map(kernels::allocate).toArray(Activations[]::new);
        var shared = sharedGradients.stream().map(kernels::allocate).toList();
        var gradients = new @Nullable Activations[values.length];
        for (int edge = 0; edge < gradients.length; edge++) {
            int gradient = gradientOfEdge[edge];
            gradients[edge] = gradient == NO_GRADIENT ? null : shared.get(gradient);
        }
        var edges = new Edges(values, gradients);
        var allocated = new Layer[layers.size()];
        for (int i = 0; i < allocated.length; i++) {
            allocated[i] = layers.get(i).of(model, edges);
        }
        return new Plan(kernels, maxBatch, parts(allocated), allocated, values, gradients);
    }

    private List<StepPart> parts(Layer[] allocated) {
        var parts = new ArrayList<>(List.of(StepPart.ofNoLayer(Kind.INPUT)));
        for (int i = 0; i < allocated.length; i++) {
            parts.add(part(Kind.FORWARD, i));
        }
        parts.add(StepPart.ofNoLayer(Kind.OUTPUT));
        for (int i = allocated.length - 1; i >= 0; i--) {
            if (allocated[i].hasGradientByParameters()) {
                parts.add(part(Kind.GRADIENT_BY_WEIGHT, i));
            }
            if (allocated[i].hasGradientByInput()) {
                parts.add(part(Kind.GRADIENT_BY_INPUT, i));
            }
        }
        return parts;
    }

    private StepPart part(Kind kind, int index) {
        return StepPart.ofLayer(kind, resolved.get(index), remark(index));
    }

    private String remark(int index) {
        if (poolsFirstGradient && index == firstTrained) {
            return "its gradient by weight makes the gradient of the max pool behind it on the way";
        }
        if (poolsFirstGradient && index == firstTrained + 1) {
            return "its gradient is made by the convolution before it";
        }
        return isBehindPool(index) ? "computed behind the max pool, of its outputs" : "";
    }

    /** Whether the network has this layer before the max pool that it follows here. */
    private boolean isBehindPool(int index) {
        return index > 0
                && resolved.get(index - 1).spec() instanceof MaxPool2d
                && position(resolved.get(index)) < position(resolved.get(index - 1));
    }

    private int position(ResolvedLayer layer) {
        return network.layers().stream().map(ResolvedLayer::path).toList().indexOf(layer.path());
    }
}
