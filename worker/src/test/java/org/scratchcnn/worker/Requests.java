package org.scratchcnn.worker;

import java.util.List;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Requests for a tiny task of 3 classes in batches of 4, over 2 epochs. */
final class Requests {

    private Requests() {}

    static TaskSpec task() {
        var network =
                new NetworkSpec("tiny", Shape.features(2), List.of(Dense.of(2, 3)), LossSpec.SOFTMAX_CROSS_ENTROPY);
        return new TaskSpec(
                "points",
                new DataSpec(new DataSetSpec.Spiral(3, 5, 0.1, 1), 10, 3, 2, DataSpec.Scaling.NONE, 0, 1),
                TrainingSpec.of(network, OptimizerSpec.sgd(0.1), 4, 2));
    }

    static WorkerRequest.Measure train() {
        return request(Protocol.TRAIN, List.of(Operation.values()), TimingPlan.counted(2, 3));
    }

    static WorkerRequest.Measure timeSteps() {
        return request(Protocol.TIME_STEPS, List.of(Operation.values()), TimingPlan.counted(2, 3));
    }

    static WorkerRequest.Measure start(List<Integer> milestones) {
        return of(PlannedRun.started(task(), "fake", milestones));
    }

    static WorkerRequest.Measure request(Protocol protocol, List<Operation> operations, TimingPlan timing) {
        return of(PlannedRun.ofTraining(task(), "fake", protocol).withOperations(operations, timing));
    }

    /** Training of up to 50 epochs without timed operations, until an epoch's evaluation reaches {@code target}. */
    static WorkerRequest.Measure until(double target) {
        return of(PlannedRun.ofTraining(task().withEpochs(50), "fake", Protocol.TRAIN)
                .withOperations(List.of(), TimingPlan.counted(0, 1))
                .withTarget(target));
    }

    static WorkerRequest.Measure of(PlannedRun planned) {
        return new WorkerRequest.Measure(planned, new EngineOptions(2), "no-such-folder", false);
    }
}
