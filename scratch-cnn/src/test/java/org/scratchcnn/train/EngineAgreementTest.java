package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;

/** All engines compute the same: logits, losses and gradients, with the same dropout masks, for every zoo network. */
@Tag("without-vectors")
class EngineAgreementTest {

    private static final int BATCH = 3;

    private record Results(float[] logits, double loss, ParameterSnapshot gradients) {}

    /** Less those that naive loops would take seconds for. */
    static Stream<NetworkSpec> zoo() {
        return Zoo.networks().stream().filter(network -> network.resolve().forwardMacs() < 20_000_000);
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void everyEngineComputesTheSame(NetworkSpec network) {
        var expected = run(ScratchEngines.naive(), network);
        for (var engine : ScratchEngines.all()) {
            var actual = run(engine, network);
            assertThat(relativeDistance(actual.logits(), expected.logits()))
                    .as("%s: logits", engine)
                    .isLessThan(1e-5);
            assertThat(Math.abs(actual.loss() - expected.loss()))
                    .as("%s: loss", engine)
                    .isLessThan(1e-5);
            expected.gradients()
                    .tensors()
                    .forEach((name, tensor) -> assertThat(relativeDistance(
                                    actual.gradients().tensor(name).values(), tensor.values()))
                            .as("%s: gradient of %s", engine, name)
                            .isLessThan(1e-4));
        }
    }

    private static Results run(ScratchEngine engine, NetworkSpec network) {
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.01), BATCH, 1);
        var batch = DrawnBatch.of(network.resolve(), BATCH, new SplittableRandom(4));
        try (var session = engine.open(training, ParameterInitializer.draw(training), new EngineOptions(2))) {
            var logits = new float[BATCH * network.resolve().logits().count()];
            session.logits(batch, logits);
            double loss = session.computeGradients(batch);
            return new Results(logits, loss, session.gradients());
        }
    }

    /** The largest difference, as a share of the largest expected value. */
    private static double relativeDistance(float[] actual, float[] expected) {
        double difference = 0;
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs((double) actual[i] - expected[i]));
            largest = Math.max(largest, Math.abs(expected[i]));
        }
        return difference / largest;
    }
}
