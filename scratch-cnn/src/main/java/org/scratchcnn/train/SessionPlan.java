package org.scratchcnn.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.MemoryPlan.Part;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.optim.ParameterUpdate;
import org.scratchcnn.plan.MicroBatch;
import org.scratchcnn.plan.Planner;

/**
 * A session that is planned, with nothing allocated yet.
 *
 * @param batches plans the way of batches through the network
 * @param singleSamples plans that of the logits of one sample, where it is another one
 */
record SessionPlan(
        TrainingSpec training,
        ResolvedNetwork network,
        ThreadTeam team,
        Planner batches,
        Optional<Planner> singleSamples) {

    /** A plan whose batches go through the network in parts of the size that is best. */
    static SessionPlan of(TrainingSpec training, Kernels kernels, Optional<Kernels> singleSamples, ThreadTeam team) {
        int microBatch = MicroBatch.size(training.network().resolve(), training.batchSize());
        return of(training, microBatch, kernels, singleSamples, team);
    }

    /** A plan whose batches go through the network in parts of that size. */
    static SessionPlan of(
            TrainingSpec training, int microBatch, Kernels kernels, Optional<Kernels> singleSamples, ThreadTeam team) {
        var network = training.network().resolve();
        return new SessionPlan(
                training,
                network,
                team,
                new Planner(network, kernels, microBatch, training.seed()),
                singleSamples.map(single -> new Planner(network, single, 1, training.seed())));
    }

    /** All that the session will hold. */
    MemoryPlan memory() {
        int batchSize = training.batchSize();
        var parameters = network.parameters().stream()
                .map(parameter -> new PlannedArrays(1, parameter.count()))
                .toList();
        int stateSize = ParameterUpdate.stateSize(training.optimizer());
        var parts = new EnumMap<Part, List<PlannedArrays>>(batches.memory());
        parts.put(Part.PARAMETERS, parameters);
        parts.put(Part.GRADIENTS, parameters);
        parts.put(
                Part.OPTIMIZER_STATE,
                parameters.stream()
                        .map(parameter -> new PlannedArrays(stateSize, parameter.length()))
                        .toList());
        var logits = new PlannedArrays(1, (long) batchSize * network.logits().count());
        for (var part : List.of(Part.ACTIVATIONS, Part.ACTIVATION_GRADIENTS)) {
            parts.computeIfPresent(
                    part,
                    (_, arrays) ->
                            Stream.concat(arrays.stream(), Stream.of(logits)).toList());
        }
        singleSamples.ifPresent(planner -> parts.put(
                Part.SINGLE_SAMPLE,
                planner.memory().values().stream().flatMap(List::stream).toList()));
        return new MemoryPlan(batchSize, batches.maxBatch(), team.threads(), parts);
    }
}
