package org.scratchcnn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.scratchcnn.kernel.PlannedArrays;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.optim.ParameterUpdate;
import org.scratchcnn.plan.Planner;

/** The arrays of a {@link ScratchSession}, whose parts are those of {@link MemoryPlan}. */
record SessionMemory(
        int batchSize,
        int microBatch,
        int threads,
        List<PlannedArrays> parameters,
        List<PlannedArrays> optimizerState,
        List<PlannedArrays> activations,
        List<PlannedArrays> activationGradients,
        List<PlannedArrays> workspace) {

    /** What a session would hold that allocates this plan. */
    static SessionMemory of(TrainingSpec training, Planner planner, int threads) {
        var network = training.network().resolve();
        int batchSize = training.batchSize();
        var passes = planner.memory();
        var logits = new PlannedArrays(1, (long) batchSize * network.logits().count());
        var parameters = network.parameters().stream()
                .map(parameter -> new PlannedArrays(1, parameter.count()))
                .toList();
        int stateSize = ParameterUpdate.stateSize(training.optimizer());
        return new SessionMemory(
                batchSize,
                planner.maxBatch(),
                threads,
                parameters,
                parameters.stream()
                        .map(parameter -> new PlannedArrays(stateSize, parameter.length()))
                        .toList(),
                with(logits, passes.activations()),
                with(logits, passes.activationGradients()),
                passes.workspace());
    }

    private static List<PlannedArrays> with(PlannedArrays logits, List<PlannedArrays> activations) {
        var all = new ArrayList<>(activations);
        all.add(logits);
        return List.copyOf(all);
    }

    /** Every parameter has a gradient. */
    private List<PlannedArrays> gradients() {
        return parameters;
    }

    /** The bytes of all elements. */
    MemoryPlan plan() {
        return new MemoryPlan(
                batchSize,
                microBatch,
                threads,
                sum(parameters, PlannedArrays::bytes),
                sum(gradients(), PlannedArrays::bytes),
                sum(optimizerState, PlannedArrays::bytes),
                sum(activations, PlannedArrays::bytes),
                sum(activationGradients, PlannedArrays::bytes),
                sum(workspace, PlannedArrays::bytes));
    }

    /** The total of some bytes of each array. */
    long total(ToLongFunction<PlannedArrays> bytes) {
        return Stream.of(parameters, gradients(), optimizerState, activations, activationGradients, workspace)
                .mapToLong(arrays -> sum(arrays, bytes))
                .sum();
    }

    private static long sum(List<PlannedArrays> arrays, ToLongFunction<PlannedArrays> bytes) {
        return arrays.stream().mapToLong(bytes).sum();
    }
}
