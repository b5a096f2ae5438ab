package org.scratchcnn.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.JvmFacts;

/** What a worker says while it works: one line each on its standard output. The last one of a measurement is {@link Finished}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface WorkerEvent {

    /** The data are loaded and the engine has built the network. */
    record Started(JvmFacts jvm, EngineFacts facts, DataFingerprint data) implements WorkerEvent {}

    /**
     * How far training has come; a few times a second at most.
     *
     * @param epoch the first is 1
     * @param step of the epoch, the first is 1
     * @param loss mean over the epoch's samples so far
     * @param accuracy after the epoch before, absent in the first
     * @param imagesPerSecond in this epoch so far
     */
    record Progress(
            int epoch,
            int epochs,
            int step,
            int steps,
            double loss,
            @Nullable Double accuracy,
            double imagesPerSecond) implements WorkerEvent {}

    /** An epoch is over and evaluated. */
    record EpochDone(EpochResult result) implements WorkerEvent {}

    /**
     * What came out of a training's drawn batches.
     *
     * @param training the name of its network
     * @param refusal why the engine can't do it; absent if it can
     * @param tensors by what they are
     */
    record Computed(String training, @Nullable String refusal, Map<String, float[]> tensors) implements WorkerEvent {}

    /** All that was measured; its outcome says whether the run failed. */
    record Finished(EngineRun run) implements WorkerEvent {}
}
