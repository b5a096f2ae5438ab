package org.scratchcnn.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.worker.record.PlannedRun;

/** What a worker is asked to do: the one line on its standard input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface WorkerRequest {

    /** Of the engine. */
    EngineOptions options();

    /**
     * Train and time; {@link WorkerEvent.Finished} answers.
     *
     * @param options of the engine, instead of the planned ones
     * @param dataRoot folder that holds the image sets
     * @param standInAllowed whether drawn shapes may stand in for an image set that isn't there
     */
    record Measure(PlannedRun planned, EngineOptions options, String dataRoot, boolean standInAllowed)
            implements WorkerRequest {}

    /** Say what comes out of drawn batches; a {@link WorkerEvent.Computed} for each training answers. */
    record Compute(List<TrainingSpec> trainings, EngineOptions options) implements WorkerRequest {
        public Compute {
            trainings = List.copyOf(trainings);
        }
    }
}
