package org.scratchcnn.worker;

import java.util.List;
import java.util.Map;
import org.scratchcnn.core.engine.EngineFacts;

/**
 * What a process that times single operations answers.
 *
 * @param facts what the engine ran with
 * @param milliseconds of one operation, a value for each measured iteration, by the pass's title
 */
public record KernelTimes(EngineFacts facts, Map<String, List<Double>> milliseconds) {

    public KernelTimes {
        milliseconds = Map.copyOf(milliseconds);
    }
}
