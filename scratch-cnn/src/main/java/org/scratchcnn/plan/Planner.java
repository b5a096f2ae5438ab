package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.SumKernel;
import org.scratchcnn.layer.Layer;
import org.scratchcnn.layer.SumLayer;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.plan.LayerPlanner.PlannedLayer;

/**
 * Walks a network and decides by {@link PlannedGraph} in which order what is computed, by {@link ActivationPlan} where what
 * operations read and write stands, and by {@link LayerPlanner} which kernels there are; nothing is allocated before
 * {@link #allocate}.
 */
public final class Planner {

    /** A gradient that is summed, behind an operation's turn. */
    private record PlannedSum(int behind, int value, SumKernel kernel) {}

    private final Kernels kernels;
    private final int partSize;
    private final int parts;
    private final @Nullable TrainingSpec training;
    private final PlannedGraph graph;
    private final List<PlannedOperation> operations;

    /** Values whose gradients something trained depends on. */
    private final BitSet withGradient;

    private final ActivationPlan activations;
    private final LayerPlanner layerPlanner;
    private final List<PlannedLayer> layers = new ArrayList<>();
    private final List<PlannedSum> sums = new ArrayList<>();

    /**
     * Plans a network for training.
     *
     * @param training what is frozen, dropout's seed and whether the batch has to be seen as a whole
     * @param kernels a backend that has planned nothing else
     * @param partSize samples that go from layer to layer at a time at most
     */
    public static Planner forTraining(ResolvedNetwork network, TrainingSpec training, Kernels kernels, int partSize) {
        boolean whole =
                training.statistics() instanceof BatchStatisticsSpec.WholeBatch && training.normalizesBatches(network);
        int parts = whole ? Math.ceilDiv(training.batchSize(), partSize) : 1;
        return new Planner(network, training, kernels, partSize, parts);
    }

    /**
     * Plans a network that is only asked: without dropout, and without gradients.
     *
     * @param kernels a backend that has planned nothing else
     * @param partSize samples that go through at a time at most
     */
    public static Planner forInference(ResolvedNetwork network, Kernels kernels, int partSize) {
        return new Planner(network, null, kernels, partSize, 1);
    }

    private Planner(
            ResolvedNetwork network, @Nullable TrainingSpec training, Kernels kernels, int partSize, int parts) {
        this.kernels = kernels;
        this.partSize = partSize;
        this.parts = parts;
        this.training = training;
        this.graph = PlannedGraph.of(network, training != null);
        this.operations = graph.operations();
        this.withGradient = withGradient();
        this.activations = new ActivationPlan(graph, kernels, partSize, withGradient);
        this.layerPlanner = new LayerPlanner(kernels, training, graph, activations);
        for (int i = 0; i < operations.size(); i++) {
            layers.add(layerPlanner.plan(i));
            planSums(i);
        }
        activations.assign(training != null, layerPlanner.gradientReadAt(), layerPlanner.poolsWithoutGradient());
    }

    private BitSet withGradient() {
        var values = new BitSet();
        for (var operation : operations) {
            boolean trained = training != null && training.trains(operation.operation());
            if (trained || operation.reads().stream().anyMatch(values::get)) {
                values.set(operation.writes());
            }
        }
        return values;
    }

    private void planSums(int index) {
        for (int value : activations.summedBehind(index)) {
            var kernel = kernels.sum(activations.termsOfGradient(value), activations.gradient(value));
            sums.add(new PlannedSum(index, value, kernel));
        }
    }

    /** Samples that go through at a time at most. */
    public int maxBatch() {
        return partSize * parts;
    }

    /** What {@link #allocate} will take, by what it is for. */
    public Map<MemoryPlan.Part, List<PlannedArrays>> memory() {
        var memory = new EnumMap<MemoryPlan.Part, List<PlannedArrays>>(MemoryPlan.Part.class);
        memory.put(MemoryPlan.Part.ACTIVATIONS, arrays(activations.values()));
        var gradients = arrays(activations.gradients());
        if (!gradients.isEmpty()) {
            memory.put(MemoryPlan.Part.ACTIVATION_GRADIENTS, gradients);
        }
        var workspace = new ArrayList<>(kernels.workspace().arrays());
        workspace.addAll(layerPlanner.foldedParameters());
        memory.put(MemoryPlan.Part.WORKSPACE, List.copyOf(workspace));
        return memory;
    }

    private List<PlannedArrays> arrays(Slots slots) {
        return slots.buffers().stream()
                .map(kernels::arrays)
                .map(arrays -> new PlannedArrays(parts * arrays.count(), arrays.length()))
                .toList();
    }

    /** Allocates all that was planned, for the planned network with these parameters. */
    public Plan allocate(Model model) {
        kernels.workspace().allocate();
        var allocated = new PartActivations[parts];
        var allLayers = new Layer[parts][];
        var allSums = new SumLayer[parts][][];
        for (int part = 0; part < parts; part++) {
            var memory = new PartActivations(activations, graph, kernels);
            allocated[part] = memory;
            allLayers[part] =
                    layers.stream().map(layer -> layer.of(model, memory)).toArray(Layer[]::new);
            allSums[part] = sums(memory);
        }
        var index = new StepPartIndex(layerPlanner.remarked(), allLayers[0], allSums[0]);
        return new Plan(kernels, partSize, index, allocated, allLayers, allSums);
    }

    private SumLayer[][] sums(PartActivations part) {
        var byOperation = new SumLayer[operations.size()][];
        for (int i = 0; i < byOperation.length; i++) {
            int operation = i;
            byOperation[i] = sums.stream()
                    .filter(sum -> sum.behind() == operation)
                    .map(sum -> new SumLayer(
                            sum.kernel(),
                            part.termsOfGradient(sum.value()),
                            Objects.requireNonNull(part.gradient(sum.value()))))
                    .toArray(SumLayer[]::new);
        }
        return byOperation;
    }

    /** Paths of the operations, in the order in which they are computed. */
    List<String> paths() {
        return operations.stream()
                .map(operation -> operation.operation().path())
                .toList();
    }

    /** Where activations stand. */
    ActivationPlan activations() {
        return activations;
    }
}
