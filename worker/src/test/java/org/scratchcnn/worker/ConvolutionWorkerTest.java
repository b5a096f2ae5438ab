package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.Microbenchmark.Pass;
import org.scratchcnn.core.zoo.LargeConvolutions;
import org.scratchcnn.records.RecordJson;

class ConvolutionWorkerTest {

    private static final EngineFacts FACTS = new EngineFacts("fake", new TreeMap<>(Map.of("version", "1")));

    private final FakeConvolution convolution = new FakeConvolution();

    /** Its passes take 4, 5 and 30 ms of a clock that stands still otherwise. */
    private static final class FakeConvolution implements TimedConvolution {
        private final List<Pass> passes = new ArrayList<>();
        private long nanoseconds;
        private boolean closed;

        @Override
        public void run(Pass pass) {
            passes.add(pass);
            nanoseconds += 1_000_000L
                    * switch (pass) {
                        case FORWARD -> 4;
                        case GRADIENT_BY_INPUT -> 5;
                        case GRADIENT_BY_WEIGHT -> 30;
                    };
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
        return new ConvolutionRequest(LargeConvolutions.all().getFirst(), 2, new EngineOptions(1), plan);
    }

    private ConvolutionTimes time(IterationPlan plan) {
        return new ConvolutionWorker(() -> convolution.nanoseconds).time(_ -> convolution, request(plan));
    }

    @Test
    void givesAMeanForEachIterationOfEachPass() {
        var times = time(new IterationPlan(1, 10, 2, 10));

        assertThat(times)
                .isEqualTo(new ConvolutionTimes(
                        FACTS,
                        Map.of(
                                Pass.FORWARD, List.of(4.0, 4.0),
                                Pass.GRADIENT_BY_INPUT, List.of(5.0, 5.0),
                                Pass.GRADIENT_BY_WEIGHT, List.of(30.0, 30.0))));
        assertThat(convolution.closed).isTrue();
    }

    @Test
    void repeatsAnOperationUntilItsIterationIsOverAndAtLeastOnce() {
        time(new IterationPlan(1, 20, 2, 10));

        // Of 4 ms: 5 to warm up, then 2 × 3. Of 5 ms: 4 and 2 × 2. Of 30 ms: one an iteration.
        assertThat(convolution.passes).filteredOn(Pass.FORWARD::equals).hasSize(11);
        assertThat(convolution.passes)
                .filteredOn(Pass.GRADIENT_BY_INPUT::equals)
                .hasSize(8);
        assertThat(convolution.passes)
                .filteredOn(Pass.GRADIENT_BY_WEIGHT::equals)
                .hasSize(3);
    }

    @Test
    void isAskedAndAnswersInJson() {
        var request = request(new IterationPlan(1, 20, 2, 10));
        var times = time(request.iterations());

        assertThat(RecordJson.read(RecordJson.write(request), ConvolutionRequest.class))
                .isEqualTo(request);
        assertThat(RecordJson.read(RecordJson.write(times), ConvolutionTimes.class))
                .isEqualTo(times);
    }

    @Test
    void refusesAPlanThatMeasuresNothing() {
        assertThatThrownBy(() -> new IterationPlan(1, 10, 0, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 × 10 ms measured");
    }
}
