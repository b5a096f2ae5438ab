package org.scratchcnn.worker;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    /**
     * The milliseconds of one pass.
     *
     * @throws IllegalStateException if the engine did not time it
     */
    public List<Double> ofPass(String title) {
        var times = milliseconds.get(title);
        if (times == null) {
            throw new IllegalStateException(
                    "%s did not time the pass \"%s\" that it was asked for, only %s; build it again, from the same version"
                            .formatted(facts.engine(), title, new TreeSet<>(milliseconds.keySet())));
        }
        return times;
    }
}
