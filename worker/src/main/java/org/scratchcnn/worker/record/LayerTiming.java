package org.scratchcnn.worker.record;

import java.util.List;
import org.scratchcnn.engine.StepPart;

/**
 * What one part of a training step took, in step after step.
 *
 * @param batchSize samples in each step
 * @param milliseconds of the part, one a step; of many steps, evenly spaced ones
 * @param allocatedBytes on the heap by the part, by all threads, in each of some steps that were not timed
 */
public record LayerTiming(StepPart part, int batchSize, List<Double> milliseconds, List<Double> allocatedBytes) {

    public LayerTiming {
        milliseconds = List.copyOf(milliseconds);
        allocatedBytes = List.copyOf(allocatedBytes);
    }
}
