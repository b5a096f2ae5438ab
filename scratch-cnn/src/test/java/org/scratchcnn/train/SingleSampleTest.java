package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;

/** The logits of one sample, which the engine {@code scratch} computes on another backend than a batch's. */
class SingleSampleTest {

    private static final int BATCH = 3;

    private final ScratchEngine engine = ScratchEngines.lanes();

    static Stream<NetworkSpec> zoo() {
        return Zoo.networks().stream();
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void singleSamplesGetTheLogitsThatTheyGetInABatch(NetworkSpec network) {
        try (var session = open(network, 2)) {
            assertSinglesAgreeWithTheBatch(session, network);
        }
    }

    @Test
    void singleSamplesFollowTheParameters() {
        var network = Zoo.network("fashion-cnn");
        try (var session = open(network, 2)) {
            var initial = session.snapshot();
            var before = single(session, network, 0);
            session.step(batch(network));
            var after = single(session, network, 0);
            assertThat(after).isNotEqualTo(before);
            assertSinglesAgreeWithTheBatch(session, network);
            session.restore(initial);
            assertThat(single(session, network, 0)).containsExactly(before);
        }
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void singleSamplesGetTheSameBitsAgainAndWithAnyNumberOfThreads(NetworkSpec network) {
        float[] expected;
        try (var session = open(network, 1)) {
            expected = single(session, network, 1);
        }
        for (int threads = 1; threads <= 4; threads++) {
            try (var session = open(network, threads)) {
                for (int call = 0; call < 3; call++) {
                    assertThat(single(session, network, 1))
                            .as("%d threads, call %d", threads, call)
                            .containsExactly(expected);
                }
            }
        }
    }

    @Test
    void onlyTheDefaultEngineHasABackendForSingleSamples() {
        for (var each : ScratchEngines.all()) {
            try (var session = each.open(training(Zoo.network("spiral-mlp")))) {
                assertThat(session.facts().facts().containsKey("backend for single samples"))
                        .as(each.name())
                        .isEqualTo(each.name().equals("scratch"));
            }
        }
    }

    private void assertSinglesAgreeWithTheBatch(Session session, NetworkSpec network) {
        int outputs = network.resolve().logits().count();
        var together = new float[BATCH * outputs];
        session.logits(batch(network), together);
        for (int n = 0; n < BATCH; n++) {
            var inBatch = Arrays.copyOfRange(together, n * outputs, (n + 1) * outputs);
            assertThat(single(session, network, n)).as("sample %d", n).containsExactly(inBatch, within(2e-5f));
        }
    }

    private static float[] single(Session session, NetworkSpec network, int n) {
        int size = network.input().size();
        var inputs = Arrays.copyOfRange(batch(network).inputs(), n * size, (n + 1) * size);
        var logits = new float[network.resolve().logits().count()];
        session.logits(Batch.labelled(1, inputs, new int[1]), logits);
        return logits;
    }

    private Session open(NetworkSpec network, int threads) {
        var training = training(network);
        return engine.open(training, ParameterInitializer.draw(training), new EngineOptions(threads));
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), BATCH, 1);
    }

    private static Batch batch(NetworkSpec network) {
        return DrawnBatch.of(network.resolve(), BATCH, new SplittableRandom(5));
    }
}
