package org.scratchcnn.benchmarks.harness;

import org.scratchcnn.core.record.EngineRun.Protocol;
import org.scratchcnn.core.spec.TaskSpec;

/**
 * One engine's work that a comparison asks for.
 *
 * @param engine as users type it
 */
public record PlannedRun(TaskSpec task, String engine, Protocol protocol) {

    /** For progress and logs, for example {@code fashion-mnist, scratch, seed 1}. */
    public String title() {
        return "%s, %s, seed %d%s"
                .formatted(
                        task.name(),
                        engine,
                        task.training().seed(),
                        switch (protocol) {
                            case TRAIN -> "";
                            case TIME_STEPS -> ", timed steps";
                        });
    }
}
