package org.scratchcnn.worker.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.TaskSpec;

/**
 * One engine's work on one task, in a process of its own.
 *
 * @param engine as users type it
 * @param task with the seed and the epochs of this run
 * @param jvm that ran it, absent if it did not start
 * @param facts of the engine, absent if it did not start
 * @param data what was trained on, absent if it was not read
 * @param epochs in order; empty where only steps were timed
 * @param test on the test samples after the last epoch, absent where only steps were timed
 * @param timings raw samples of single operations
 * @param milestones what some of the first training steps had come to, in order; empty where that was not asked for
 * @param regions what the network says over the plane, for tasks with two features
 * @param layers what the parts of training steps took; empty where that was not asked for, or the engine can't be split by layer
 */
public record EngineRun(
        String engine,
        TaskSpec task,
        Protocol protocol,
        EngineOptions options,
        @Nullable JvmFacts jvm,
        @Nullable EngineFacts facts,
        @Nullable DataFingerprint data,
        List<EpochResult> epochs,
        @Nullable Evaluation test,
        List<TimingSeries> timings,
        List<Milestone> milestones,
        @Nullable DecisionRegions regions,
        List<LayerTiming> layers,
        Outcome outcome) {

    public EngineRun {
        epochs = List.copyOf(epochs);
        timings = List.copyOf(timings);
        milestones = List.copyOf(milestones);
        layers = List.copyOf(layers);
    }

    /** What was done. */
    public enum Protocol {
        /** Timed steps from the initial weights, then full training from the initial weights, then evaluation. */
        TRAIN,
        /** Timed steps only. */
        TIME_STEPS,
        /** Training steps from the start of the process on, with the time and the memory that they took. */
        START,
        /** Timed steps, and the parts of steps, layer by layer. */
        LAYERS
    }

    /** Seconds of training over all epochs, evaluation off the clock. */
    public double trainingSeconds() {
        return epochs.stream().mapToDouble(EpochResult::trainingSeconds).sum();
    }

    /** The seed that initial weights, order, dropout and drawn data came from. */
    public long seed() {
        return task.training().seed();
    }
}
