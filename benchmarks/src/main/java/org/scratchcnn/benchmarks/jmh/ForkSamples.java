package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import org.scratchcnn.worker.record.JvmFacts;

/**
 * What one fork of one benchmark measured.
 *
 * @param milliseconds per operation, one value an iteration
 * @param allocatedBytes per operation, one value an iteration; empty where that was not measured
 */
record ForkSamples(JvmFacts jvm, List<Double> milliseconds, List<Double> allocatedBytes) {

    ForkSamples {
        milliseconds = List.copyOf(milliseconds);
        allocatedBytes = List.copyOf(allocatedBytes);
    }
}
