package org.scratchcnn.benchmarks.gate.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.benchmarks.gate.fork.Benchmark.Operation;
import org.scratchcnn.network.zoo.Zoo;

class ForkRunTest {

    private static ForkRequest request(Operation operation, int threads, double slowdown) {
        var benchmark = new Benchmark("spiral", "spiral", 32, "scratch-im2col", operation);
        return new ForkRequest(benchmark, threads, slowdown);
    }

    private static List<Long> losses(ForkRequest request) {
        try (var run = new ForkRun(request)) {
            return run.ready().lossBits();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timesEveryOperation(Operation operation) {
        try (var run = new ForkRun(request(operation, 1, 0))) {
            var ready = run.ready();

            assertThat(ready.parameters()).isEqualTo(Zoo.spiralMlp().resolve().parameterCount());
            assertThat(ready.forwardMacs()).isEqualTo(Zoo.spiralMlp().resolve().forwardMacs());
            assertThat(ready.lossBits()).hasSize(operation == Operation.STEP ? 10 : 0);
            assertThat(run.block(1).milliseconds()).isPositive();
        }
    }

    @Test
    void tellsTheSameLossesOnAnyNumberOfThreadsAndWithAPlantedSlowdown() {
        var losses = losses(request(Operation.STEP, 1, 0));

        assertThat(losses(request(Operation.STEP, 2, 0))).isEqualTo(losses);
        assertThat(losses(request(Operation.STEP, 1, 0.2))).isEqualTo(losses);
    }
}
