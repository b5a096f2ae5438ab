package org.scratchcnn.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.MemoryPlan.Part;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.optim.Optimizer;
import org.scratchcnn.optim.ParameterUpdate;
import org.scratchcnn.plan.MicroBatch;

/** A session for training that is planned, with nothing allocated yet. */
record SessionPlan(TrainingSpec training, NetworkPlan network) {

    /** A plan whose batches go through the network in parts of the size that is best. */
    static SessionPlan of(TrainingSpec training, Kernels kernels, Optional<Kernels> singleSamples, ThreadTeam team) {
        var network = training.network().resolve();
        int partSize = training.statistics() instanceof BatchStatisticsSpec.GhostBatch(int size)
                        && training.normalizesBatches(network)
                ? Math.min(size, training.batchSize())
                : MicroBatch.size(network, training.batchSize());
        return of(training, partSize, kernels, singleSamples, team);
    }

    /** A plan whose batches go through the network in parts of that size. */
    static SessionPlan of(
            TrainingSpec training, int microBatch, Kernels kernels, Optional<Kernels> singleSamples, ThreadTeam team) {
        return new SessionPlan(training, NetworkPlan.forTraining(training, microBatch, kernels, singleSamples, team));
    }

    /** All that the session will hold. */
    MemoryPlan memory() {
        int batchSize = training.batchSize();
        var parameters = network.network().operations().stream()
                .filter(training::trains)
                .flatMap(operation -> operation.parameters().stream())
                .toList();
        var gradients = parameters.stream()
                .map(parameter -> new PlannedArrays(1, parameter.count()))
                .toList();
        var trained = parameters.stream().filter(training::trains).toList();
        var state = trained.stream()
                .map(parameter -> new PlannedArrays(
                        ParameterUpdate.stateSize(training.optimizer().ruleOf(parameter)), parameter.count()))
                .toList();
        var averages = training.averaging() instanceof AveragingSpec.None
                ? Stream.<PlannedArrays>empty()
                : Stream.concat(
                                parameters.stream().filter(training::trains),
                                network.network().operations().stream()
                                        .filter(operation -> !training.isFrozen(operation))
                                        .flatMap(operation -> operation.state().stream()))
                        .map(tensor -> new PlannedArrays(1, tensor.count()));
        var logits = List.of(new PlannedArrays(
                1, (long) batchSize * network.network().logits().count()));
        return network.memory(
                batchSize,
                Map.of(
                        Part.GRADIENTS,
                        gradients,
                        Part.OPTIMIZER_STATE,
                        Stream.concat(state.stream(), averages).toList(),
                        Part.WORKSPACE,
                        Optimizer.workspace(
                                training.optimizer(), trained, network.team().threads()),
                        Part.ACTIVATIONS,
                        logits,
                        Part.ACTIVATION_GRADIENTS,
                        logits));
    }
}
