package org.scratchcnn.worker.record;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * One engine's work that a comparison asks for.
 *
 * @param engine as users type it
 * @param milestones training steps whose time since the start of the process is to be noted, ascending
 * @param operations to be timed, in this order
 * @param timing of each operation
 * @param options of the engine; absent for those that all other engines get
 * @param target accuracy, in (0, 1], that ends training after the first epoch whose evaluation reaches it; absent to train
 *     for all of the task's epochs
 */
public record PlannedRun(
        TaskSpec task,
        String engine,
        Protocol protocol,
        List<Integer> milestones,
        List<Operation> operations,
        TimingPlan timing,
        @Nullable EngineOptions options,
        @Nullable Double target) {

    /** Enough to see which engine is faster, beside a training that takes much longer. */
    private static final TimingPlan BRIEF = new TimingPlan(3, 1, 10, 1.2);

    public PlannedRun {
        milestones = List.copyOf(milestones);
        operations = List.copyOf(operations);
    }

    /** A run that briefly times what training is made of. */
    public static PlannedRun ofTraining(TaskSpec task, String engine, Protocol protocol) {
        return new PlannedRun(task, engine, protocol, List.of(), Operation.OF_TRAINING, BRIEF, null, null);
    }

    /** A run that times single operations and does nothing else. */
    public static PlannedRun timed(TaskSpec task, String engine, List<Operation> operations, TimingPlan timing) {
        return new PlannedRun(task, engine, Protocol.TIME_STEPS, List.of(), operations, timing, null, null);
    }

    /** A run that times what training is made of, and the parts of training steps. */
    public static PlannedRun layers(TaskSpec task, String engine, TimingPlan timing) {
        return new PlannedRun(task, engine, Protocol.LAYERS, List.of(), Operation.OF_TRAINING, timing, null, null);
    }

    /** A run that trains from the start of its process on. */
    public static PlannedRun started(TaskSpec task, String engine, List<Integer> milestones) {
        return new PlannedRun(task, engine, Protocol.START, milestones, List.of(), BRIEF, null, null);
    }

    /** The same run, timing single operations at its end. */
    public PlannedRun withOperations(List<Operation> timed, TimingPlan plan) {
        return new PlannedRun(task, engine, protocol, milestones, timed, plan, options, target);
    }

    public PlannedRun withOptions(EngineOptions other) {
        return new PlannedRun(task, engine, protocol, milestones, operations, timing, other, target);
    }

    /** The same run, ended as soon as an epoch's evaluation reaches this accuracy, in (0, 1]. */
    public PlannedRun withTarget(double accuracy) {
        return new PlannedRun(task, engine, protocol, milestones, operations, timing, options, accuracy);
    }

    /** For progress and logs, for example {@code fashion-mnist, batch 32, scratch, seed 1}. */
    public String title() {
        return String.format(
                Locale.ROOT,
                "%s, batch %d, %s, seed %d%s%s",
                task.name(),
                task.training().batchSize(),
                engine,
                task.training().seed(),
                switch (protocol) {
                    case TRAIN -> "";
                    case TIME_STEPS -> ", timed steps";
                    case START -> ", from its start";
                    case LAYERS -> ", layer by layer";
                },
                options == null ? "" : words(options));
    }

    private static String words(EngineOptions options) {
        return String.format(
                Locale.ROOT,
                ", threads %d%s",
                options.threads(),
                options.heap() == null ? "" : ", heap " + options.heap());
    }
}
