package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;

class StepPartsTest {

    private static final TrainingSpec TRAINING = TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 40, 1);
    private static final EngineOptions OPTIONS = new EngineOptions(2);

    static Iterable<ScratchEngine> engines() {
        return ScratchEngines.all();
    }

    private static Session open(ScratchEngine engine) {
        return engine.open(TRAINING, ParameterInitializer.draw(TRAINING), OPTIONS);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void listeningChangesNoBit(ScratchEngine engine) {
        var random = new SplittableRandom(3);
        var network = TRAINING.network().resolve();
        try (var session = open(engine);
                var heard = open(engine)) {
            for (int size : new int[] {40, 32, 4}) {
                var batch = DrawnBatch.of(network, size, random);

                assertThat(heard.step(batch, _ -> {})).isEqualTo(session.step(batch));
            }

            var expected = session.snapshot();
            heard.snapshot()
                    .tensors()
                    .forEach((name, tensor) -> assertThat(tensor.values())
                            .as(name)
                            .isEqualTo(expected.tensor(name).values()));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void tellsOfEveryPartOnceAndInOrder(ScratchEngine engine) {
        try (var session = open(engine)) {
            var done = new ArrayList<Integer>();

            session.step(DrawnBatch.of(TRAINING.network().resolve(), 4, new SplittableRandom(3)), done::add);

            assertThat(done)
                    .containsExactlyElementsOf(
                            IntStream.range(0, session.parts().size()).boxed().toList());
        }
    }

    @Test
    void countsTheNominalWorkOfAStep() {
        try (var session = open(ScratchEngines.lanes())) {
            assertThat(session.parts().stream().mapToLong(StepPart::flops).sum())
                    .isEqualTo(TRAINING.network().resolve().trainingFlops());
        }
    }

    @Test
    void saysWhatIsComputedTogetherWithSomethingElse() {
        try (var lanes = open(ScratchEngines.lanes());
                var naive = open(ScratchEngines.naive())) {
            assertThat(lanes.parts())
                    .filteredOn(part -> part.kind() == Kind.GRADIENT_BY_WEIGHT
                            && part.path().equals("0"))
                    .singleElement()
                    .satisfies(part -> assertThat(part.remark()).contains("max pool"));
            assertThat(lanes.parts())
                    .filteredOn(part -> part.kind() == Kind.GRADIENT_BY_INPUT)
                    .extracting(StepPart::path)
                    .doesNotContain("0", "2");
            assertThat(naive.parts())
                    .filteredOn(
                            part -> part.kind() == Kind.FORWARD && part.path().equals("1"))
                    .singleElement()
                    .satisfies(part -> {
                        assertThat(part.remark()).contains("behind the max pool");
                        assertThat(part.output()).isEqualTo("[16, 14, 14]");
                    });
        }
    }

    @Test
    void stepsThatClipGradientsCannotBeSplitByLayer() {
        var clipped = TRAINING.withClipping(new ClippingSpec.ByGlobalNorm(1));

        try (var session = ScratchEngines.lanes().open(clipped, ParameterInitializer.draw(clipped), OPTIONS)) {
            assertThat(session.parts()).isEmpty();
        }
    }
}
