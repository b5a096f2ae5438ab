package org.scratchcnn.worker;

import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.record.PlannedRun;

/**
 * What a worker is asked to do: the one line on its standard input.
 *
 * @param options of the engine, instead of the planned ones
 * @param dataRoot folder that holds the image sets
 * @param standInAllowed whether drawn shapes may stand in for an image set that isn't there
 */
public record WorkerRequest(PlannedRun planned, EngineOptions options, String dataRoot, boolean standInAllowed) {}
