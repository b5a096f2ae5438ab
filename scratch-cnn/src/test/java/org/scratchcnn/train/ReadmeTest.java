package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.Numbers;

/** What this module's README says is so. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path SOURCE = Path.of("src/test/java/org/scratchcnn/train/ReadmeTest.java");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

    @Test
    void theExampleLearnsItsSamples() {
        var images = Numbers.random(12 * 64, new SplittableRandom(1));
        int[] labels = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2};

        assertThat(train(images, labels)).containsExactly(labels);
    }

    private static int[] train(float[] images, int[] labels) {
        // README
        var network = new NetworkSpec(
                "small",
                Shape.image(1, 8, 8),
                List.of(
                        Conv2d.of(1, 16, 3).withPadding(Padding2d.all(1)),
                        Activation.relu(),
                        MaxPool2d.of(2),
                        new Flatten(),
                        Dense.of(16 * 4 * 4, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var training = TrainingSpec.of(network, OptimizerSpec.adam(1e-2), 12, 1);
        try (var session = ScratchEngines.lanes().open(training)) {
            var batch = Batch.labelled(12, images, labels); // float[12 · 1 · 8 · 8], int[12]
            for (int step = 0; step < 100; step++) {
                session.step(batch);
            }
            return new Classifier(session, network).predict(images, 12);
        }
        // README
    }

    @Test
    void theExampleIsTheOneTestedHere() throws IOException {
        var code = Files.readString(SOURCE).split(" {8}// README\n", 3)[1].stripTrailing();

        assertThat(Files.readString(README)).contains("```java\n" + code.stripIndent() + "\n```\n");
    }

    @Test
    void itsLinksLeadToFiles() throws IOException {
        var links = LINK.matcher(Files.readString(README))
                .results()
                .map(link -> link.group(1))
                .collect(Collectors.toSet());

        assertThat(links).hasSizeGreaterThan(20);
        assertThat(links).allSatisfy(link -> assertThat(Path.of(link)).exists());
    }
}
