package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.EngineRun.Protocol;
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

    @Test
    void verifiesThreeTasksByTheBestEnginesAndTimesTheOthers() {
        var plan = ComparisonPlan.verify();

        assertThat(plan.runs())
                .extracting(run -> run.task().name())
                .containsSequence("spiral", "fashion-mnist")
                .containsSequence("fashion-mnist", "cifar-10");
        for (var task : List.of("spiral", "fashion-mnist", "cifar-10")) {
            assertThat(engines(plan, task, Protocol.TRAIN)).containsExactly("scratch", "dl4j");
            assertThat(engines(plan, task, Protocol.TIME_STEPS))
                    .containsExactly("dl4j-shipped", "scratch-im2col", "scratch-naive");
        }
        assertThat(plan.runs())
                .hasSize(16)
                .allSatisfy(run -> assertThat(run.task().training().seed()).isEqualTo(1));
        assertThat(plan.microbenchmarks()).contains(MicrobenchmarkSet.CONVOLUTIONS);
        assertThat(plan.suite()).contains("verify");
    }

    @Test
    void verifiesOnlyEnginesThatThereAre() {
        assertThat(EngineNames.ALL)
                .containsAll(ComparisonPlan.verify().runs().stream()
                        .map(PlannedRun::engine)
                        .toList());
    }

    @Test
    void asksDeeplearning4jForTheNetworkThatItRefuses() {
        assertThat(engines(ComparisonPlan.verify(), "mnist-untied", Protocol.TIME_STEPS))
                .containsExactly("dl4j");
    }

    @Test
    void trainsImagesBrieflyWhenVerifying() {
        assertThat(ComparisonPlan.verify().runs())
                .filteredOn(run ->
                        run.protocol() == Protocol.TRAIN && !run.task().name().equals("spiral"))
                .allSatisfy(run -> assertThat(run.task().training().epochs()).isEqualTo(2));
    }

    @Test
    void namesTheMicrobenchmarksThatRunAlone() {
        var plan = ComparisonPlan.of(MicrobenchmarkSet.KERNELS);

        assertThat(plan.suite()).contains("kernels");
        assertThat(plan.runs()).isEmpty();
        assertThat(plan.microbenchmarks()).contains(MicrobenchmarkSet.KERNELS);
    }

    private static List<String> engines(ComparisonPlan plan, String task, Protocol protocol) {
        return plan.runs().stream()
                .filter(run -> run.task().name().equals(task) && run.protocol() == protocol)
                .map(PlannedRun::engine)
                .toList();
    }
}
