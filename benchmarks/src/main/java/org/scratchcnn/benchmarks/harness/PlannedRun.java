package org.scratchcnn.benchmarks.harness;

import java.util.List;
import org.scratchcnn.core.record.EngineRun.Protocol;
import org.scratchcnn.core.record.TimingSeries.Operation;
import org.scratchcnn.core.spec.TaskSpec;
import org.scratchcnn.worker.TimingPlan;

/**
 * One engine's work that a comparison asks for.
 *
 * @param engine as users type it
 * @param operations to be timed, in this order
 * @param timing of each operation
 */
public record PlannedRun(
        TaskSpec task, String engine, Protocol protocol, List<Operation> operations, TimingPlan timing) {

    /** Enough to see which engine is faster, beside a training that takes much longer. */
    private static final TimingPlan BRIEF = new TimingPlan(3, 1, 10, 1.2);

    public PlannedRun {
        operations = List.copyOf(operations);
    }

    /** A run that briefly times what training is made of. */
    static PlannedRun ofTraining(TaskSpec task, String engine, Protocol protocol) {
        return new PlannedRun(task, engine, protocol, Operation.OF_TRAINING, BRIEF);
    }

    /** For progress and logs, for example {@code fashion-mnist, batch 32, scratch, seed 1}. */
    public String title() {
        return "%s, batch %d, %s, seed %d%s"
                .formatted(
                        task.name(),
                        task.training().batchSize(),
                        engine,
                        task.training().seed(),
                        switch (protocol) {
                            case TRAIN -> "";
                            case TIME_STEPS -> ", timed steps";
                        });
    }
}
