package org.scratchcnn.benchmarks.harness;

import java.util.List;
import java.util.Optional;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.EngineRun.Protocol;
import org.scratchcnn.core.record.TimingSeries.Operation;
import org.scratchcnn.core.spec.TaskSpec;
import org.scratchcnn.worker.TimingPlan;

/**
 * One engine's work that a comparison asks for.
 *
 * @param engine as users type it
 * @param milestones training steps whose time since the start of the process is to be noted, ascending
 * @param operations to be timed, in this order
 * @param timing of each operation
 * @param options of the engine; empty for those that the user chose
 */
public record PlannedRun(
        TaskSpec task,
        String engine,
        Protocol protocol,
        List<Integer> milestones,
        List<Operation> operations,
        TimingPlan timing,
        Optional<EngineOptions> options) {

    /** Enough to see which engine is faster, beside a training that takes much longer. */
    private static final TimingPlan BRIEF = new TimingPlan(3, 1, 10, 1.2);

    public PlannedRun {
        milestones = List.copyOf(milestones);
        operations = List.copyOf(operations);
    }

    /** A run that briefly times what training is made of. */
    static PlannedRun ofTraining(TaskSpec task, String engine, Protocol protocol) {
        return new PlannedRun(task, engine, protocol, List.of(), Operation.OF_TRAINING, BRIEF, Optional.empty());
    }

    /** A run that times single operations and does nothing else. */
    static PlannedRun timed(TaskSpec task, String engine, List<Operation> operations, TimingPlan timing) {
        return new PlannedRun(task, engine, Protocol.TIME_STEPS, List.of(), operations, timing, Optional.empty());
    }

    /** A run that trains from the start of its process on. */
    static PlannedRun started(TaskSpec task, String engine, List<Integer> milestones) {
        return new PlannedRun(task, engine, Protocol.START, milestones, List.of(), BRIEF, Optional.empty());
    }

    /** The same run, timing single operations at its end. */
    PlannedRun withOperations(List<Operation> timed, TimingPlan plan) {
        return new PlannedRun(task, engine, protocol, milestones, timed, plan, options);
    }

    PlannedRun withOptions(EngineOptions other) {
        return new PlannedRun(task, engine, protocol, milestones, operations, timing, Optional.of(other));
    }

    /** For progress and logs, for example {@code fashion-mnist, batch 32, scratch, seed 1}. */
    public String title() {
        return "%s, batch %d, %s, seed %d%s%s"
                .formatted(
                        task.name(),
                        task.training().batchSize(),
                        engine,
                        task.training().seed(),
                        switch (protocol) {
                            case TRAIN -> "";
                            case TIME_STEPS -> ", timed steps";
                            case START -> ", from its start";
                        },
                        options.map(PlannedRun::words).orElse(""));
    }

    private static String words(EngineOptions options) {
        return ", threads %d%s".formatted(options.threads(), options.heap() == null ? "" : ", heap " + options.heap());
    }
}
