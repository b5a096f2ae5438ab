package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ComparisonPlanTest {

    @Test
    void trainsEngineByEngineWithinEachSeedAndThenTimesTheOthers() {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("a", "b"), List.of("c", "d"), 2);

        assertThat(plan.runs())
                .extracting(PlannedRun::title)
                .containsExactly(
                        "spiral, batch 32, a, seed 1",
                        "spiral, batch 32, b, seed 1",
                        "spiral, batch 32, a, seed 2",
                        "spiral, batch 32, b, seed 2",
                        "spiral, batch 32, c, seed 1, timed steps",
                        "spiral, batch 32, d, seed 1, timed steps");
        assertThat(plan.runs())
                .allSatisfy(run -> assertThat(run.operations())
                        .containsExactly(Operation.FORWARD, Operation.FORWARD_BACKWARD, Operation.STEP));
        assertThat(plan.microbenchmarks()).isEmpty();
        assertThat(plan.suite()).isEmpty();
    }

    @Test
    void drawsDataOrderAndWeightsFromTheRunsSeed() {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("a"), List.of(), 3);

        assertThat(plan.runs())
                .extracting(PlannedRun::task)
                .containsExactly(
                        Tasks.spiral().withSeed(1),
                        Tasks.spiral().withSeed(2),
                        Tasks.spiral().withSeed(3));
    }
}
