package org.scratchcnn.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.MemoryPlan.Part;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.plan.MicroBatch;
import org.scratchcnn.plan.Planner;

/**
 * The ways through a network that are planned, with nothing allocated yet.
 *
 * @param batches plans the way of batches
 * @param singleSamples plans that of the logits of one sample, where it is another one
 */
record NetworkPlan(ResolvedNetwork network, ThreadTeam team, Planner batches, Optional<Planner> singleSamples) {

    /** For inference alone, with batches in parts of the size that is best. */
    static NetworkPlan forInference(
            ResolvedNetwork network, int batchSize, Kernels kernels, Optional<Kernels> singleSamples, ThreadTeam team) {
        var batches = Planner.forInference(network, kernels, MicroBatch.size(network, batchSize));
        return new NetworkPlan(network, team, batches, singleSamples(network, singleSamples));
    }

    /** For training, with batches in parts of that size. */
    static NetworkPlan forTraining(
            TrainingSpec training, int microBatch, Kernels kernels, Optional<Kernels> singleSamples, ThreadTeam team) {
        var network = training.network().resolve();
        var batches = Planner.forTraining(network, training, kernels, microBatch);
        return new NetworkPlan(network, team, batches, singleSamples(network, singleSamples));
    }

    private static Optional<Planner> singleSamples(ResolvedNetwork network, Optional<Kernels> kernels) {
        return kernels.map(single -> Planner.forInference(network, single, 1));
    }

    /** The network's parameters and what is kept beside them, array by array. */
    private List<PlannedArrays> tensors() {
        return network.tensors().stream()
                .map(parameter -> new PlannedArrays(1, parameter.count()))
                .toList();
    }

    /** What will be held, by what it is for. */
    Map<Part, List<PlannedArrays>> parts() {
        var parts = new EnumMap<Part, List<PlannedArrays>>(Part.class);
        parts.putAll(batches.memory());
        parts.put(Part.PARAMETERS, tensors());
        singleSamples.ifPresent(planner -> parts.put(
                Part.SINGLE_SAMPLE,
                planner.memory().values().stream().flatMap(List::stream).toList()));
        return parts;
    }

    /** All that will be held, and what the session adds to that. */
    MemoryPlan memory(int batchSize, Map<Part, List<PlannedArrays>> more) {
        var all = parts();
        more.forEach((part, arrays) -> all.merge(
                part,
                arrays,
                (some, others) -> Stream.concat(some.stream(), others.stream()).toList()));
        return new MemoryPlan(batchSize, batches.maxBatch(), team.threads(), all);
    }
}
