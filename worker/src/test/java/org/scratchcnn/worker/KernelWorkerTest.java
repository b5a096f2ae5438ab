package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvolutionShape;
import org.scratchcnn.network.Shape;
import org.scratchcnn.worker.record.RecordJson;

class KernelWorkerTest {

    private static final EngineFacts FACTS = new EngineFacts("fake", new TreeMap<>(Map.of("version", "1")));

    private final FakeKernel kernel = new FakeKernel();

    /** Its passes take 4, 5 and 30 ms of a clock that stands still otherwise. */
    private static final class FakeKernel implements TimedKernel {
        private final List<String> run = new ArrayList<>();
        private long nanoseconds;
        private boolean closed;

        @Override
        public SequencedMap<String, Runnable> passes() {
            var passes = new LinkedHashMap<String, Runnable>();
            passes.put("short", () -> run("short", 4));
            passes.put("medium", () -> run("medium", 5));
            passes.put("long", () -> run("long", 30));
            return passes;
        }

        private void run(String pass, int milliseconds) {
            run.add(pass);
            nanoseconds += 1_000_000L * milliseconds;
        }

        @Override
        public EngineFacts facts() {
            return FACTS;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static ConvolutionRequest request(IterationPlan plan) {
        return new ConvolutionRequest(
                new ConvolutionShape(Conv2d.of(1, 1, 3), Shape.image(1, 4, 4)), 2, new EngineOptions(1), plan);
    }

    private KernelTimes time(IterationPlan plan) {
        return new KernelWorker(() -> kernel.nanoseconds).time(_ -> kernel, request(plan));
    }

    @Test
    void givesAMeanForEachIterationOfEachPass() {
        var times = time(new IterationPlan(1, 10, 2, 10));

        assertThat(times)
                .isEqualTo(new KernelTimes(
                        RunningJvm.facts(),
                        FACTS,
                        Map.of(
                                "short", List.of(4.0, 4.0),
                                "medium", List.of(5.0, 5.0),
                                "long", List.of(30.0, 30.0))));
        assertThat(kernel.closed).isTrue();
    }

    @Test
    void repeatsAnOperationUntilItsIterationIsOverAndAtLeastOnce() {
        time(new IterationPlan(1, 20, 2, 10));

        // Of 4 ms: 5 to warm up, then 2 × 3. Of 5 ms: 4 and 2 × 2. Of 30 ms: one an iteration.
        assertThat(kernel.run).filteredOn("short"::equals).hasSize(11);
        assertThat(kernel.run).filteredOn("medium"::equals).hasSize(8);
        assertThat(kernel.run).filteredOn("long"::equals).hasSize(3);
    }

    @Test
    void isAskedAndAnswersInJson() {
        var request = request(new IterationPlan(1, 20, 2, 10));
        var times = time(request.iterations());

        assertThat(RecordJson.read(RecordJson.write(request), ConvolutionRequest.class))
                .isEqualTo(request);
        var multiply = new MatrixMultiplyRequest(2, 3, 4, request.options(), request.iterations());
        assertThat(RecordJson.read(RecordJson.write(multiply), MatrixMultiplyRequest.class))
                .isEqualTo(multiply);
        assertThat(RecordJson.read(RecordJson.write(times), KernelTimes.class)).isEqualTo(times);
    }

    @Test
    void refusesTimesThatAreNone() {
        for (double time : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new KernelTimes(RunningJvm.facts(), FACTS, Map.of("short", List.of(1.0, time))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("\"short\"", String.valueOf(time));
        }
    }

    @Test
    void refusesAPlanThatMeasuresNothing() {
        assertThatThrownBy(() -> new IterationPlan(1, 10, 0, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 × 10 ms measured");
    }
}
