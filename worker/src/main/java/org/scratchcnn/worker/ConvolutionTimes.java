package org.scratchcnn.worker;

import java.util.List;
import java.util.Map;
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.record.Microbenchmark.Pass;

/**
 * What a process that times single convolutions answers.
 *
 * @param facts what the engine ran with
 * @param milliseconds of one operation, a value for each measured iteration
 */
public record ConvolutionTimes(EngineFacts facts, Map<Pass, List<Double>> milliseconds) {

    public ConvolutionTimes {
        milliseconds = Map.copyOf(milliseconds);
    }
}
