package org.scratchcnn.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What a worker is asked to do: the one line on its standard input.
 *
 * @param operations to be timed, in this order
 * @param milestones training steps whose time since the start of the process is to be noted, ascending, before anything
 *     else is done
 * @param dataRoot folder that holds the image sets
 * @param standInAllowed whether drawn shapes may stand in for an image set that isn't there
 * @param timing of single operations
 * @param decisionRegions whether to ask the trained network about the plane, where the task has two features
 * @param target accuracy, in (0, 1], that ends training after the first epoch whose evaluation reaches it; absent to train
 *     for all of the task's epochs
 */
public record WorkerRequest(
        TaskSpec task,
        Protocol protocol,
        List<Operation> operations,
        List<Integer> milestones,
        EngineOptions options,
        String dataRoot,
        boolean standInAllowed,
        TimingPlan timing,
        boolean decisionRegions,
        @Nullable Double target) {

    public WorkerRequest {
        operations = List.copyOf(operations);
        milestones = List.copyOf(milestones);
    }
}
