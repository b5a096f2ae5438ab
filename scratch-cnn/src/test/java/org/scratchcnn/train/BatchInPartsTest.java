package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;

class BatchInPartsTest {

    private static final int SAMPLES = 37;

    private static final TrainingSpec TRAINING = TrainingSpec.of(
            new NetworkSpec(
                    "small",
                    Shape.image(1, 6, 6),
                    List.of(
                            Conv2d.of(1, 2, 3),
                            MaxPool2d.of(2),
                            Activation.relu(),
                            new Flatten(),
                            new Dropout(0.5),
                            Dense.of(8, 3)),
                    LossSpec.SOFTMAX_CROSS_ENTROPY),
            OptimizerSpec.sgd(0.1),
            SAMPLES,
            1);

    private static final EngineFacts NO_FACTS = new EngineFacts("small", new TreeMap<>());

    private record Gradients(double loss, ParameterSnapshot parameters) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 32, 36})
    void partsOfABatchAddUpToTheWhole(int samplesOfAPart) {
        Function<ThreadTeam, Kernels> textbook =
                team -> new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
        for (var backend : List.of(textbook, LanesKernels::new)) {
            var whole = gradients(backend, SAMPLES);
            var inParts = gradients(backend, samplesOfAPart);

            assertThat(inParts.loss()).isCloseTo(whole.loss(), within(1e-12));
            whole.parameters()
                    .tensors()
                    .forEach((name, tensor) -> assertThat(
                                    inParts.parameters().tensor(name).values())
                            .as(name)
                            .containsExactly(tensor.values(), within(1e-6f)));
        }
    }

    private static Gradients gradients(Function<ThreadTeam, Kernels> backend, int maxBatch) {
        try (var team = new ThreadTeam(2)) {
            var plan = SessionPlan.of(TRAINING, maxBatch, backend.apply(team), Optional.empty(), team);
            var session = new ScratchSession(plan, ParameterInitializer.draw(TRAINING), NO_FACTS);
            return new Gradients(session.computeGradients(batch()), session.gradients());
        }
    }

    private static Batch batch() {
        return DrawnBatch.of(TRAINING.network().resolve(), SAMPLES, new SplittableRandom(1));
    }
}
