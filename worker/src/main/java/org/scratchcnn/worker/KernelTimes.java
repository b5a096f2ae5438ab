package org.scratchcnn.worker;

import java.util.List;
import java.util.Map;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.record.JvmFacts;

/**
 * What a process that times single operations answers.
 *
 * @param jvm that it ran in
 * @param facts what the engine ran with
 * @param milliseconds of one operation, above 0, a value for each measured iteration, by the pass's title
 */
public record KernelTimes(JvmFacts jvm, EngineFacts facts, Map<String, List<Double>> milliseconds) {

    public KernelTimes {
        milliseconds = Map.copyOf(milliseconds);
        milliseconds.forEach((pass, times) -> times.forEach(time -> {
            if (!(time > 0 && time < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "A time is a finite number above 0, but one of the pass \"%s\" is %s".formatted(pass, time));
            }
        }));
    }
}
