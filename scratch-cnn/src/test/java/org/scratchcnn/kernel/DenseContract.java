package org.scratchcnn.kernel;

import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleDense;

/** What every backend's dense layer does. */
interface DenseContract extends BackendUnderTest {

    @ParameterizedTest(name = "{0}→{1}")
    @CsvSource({"1, 1", "2, 32", "17, 3", "37, 10", "64, 64", "130, 33", "300, 17", "784, 10"})
    default void denseLayerAgreesWithTheOracle(int inFeatures, int outFeatures) {
        for (var batch : BatchSize.values()) {
            int images = batch.images(lanes());
            for (boolean bias : new boolean[] {true, false}) {
                assertAgrees(inFeatures, outFeatures, images, bias);
            }
        }
    }

    private void assertAgrees(int inFeatures, int outFeatures, int images, boolean bias) {
        int maxBatch = images + lanes() + 1;
        var oracle = new OracleDense(images, inFeatures, outFeatures);
        var inputs = inputs(images, inFeatures, outFeatures, bias);
        var nans = inputs(maxBatch, inFeatures, outFeatures, bias);
        Arrays.fill(nans.x(), Float.NaN);
        Arrays.fill(nans.dy(), Float.NaN);
        try (var team = new ThreadTeam(2)) {
            var planned = PlannedWeighted.dense(this, team, new Dense(inFeatures, outFeatures, bias), maxBatch);
            planned.run(nans);
            var outputs = planned.run(inputs);
            var x = toDouble(inputs.x());
            var dy = toDouble(inputs.dy());
            var weight = toDouble(inputs.weight());
            assertClose("y", outputs.y(), oracle.forward(x, weight, toDouble(inputs.bias())), sumTolerance(inFeatures));
            assertClose("dx", outputs.dx(), oracle.gradientByInput(dy, weight), sumTolerance(outFeatures));
            assertClose(
                    "dWeight, added to what was there",
                    outputs.dWeight(),
                    Numbers.sum(inputs.dWeight(), oracle.gradientByWeight(x, dy)),
                    sumTolerance(images));
            if (bias) {
                assertClose(
                        "dBias, added to what was there",
                        outputs.dBias(),
                        Numbers.sum(inputs.dBias(), oracle.gradientByBias(dy)),
                        sumTolerance(images));
            }
        }
    }

    @ParameterizedTest(name = "{0}→{1}")
    @CsvSource({"17, 3", "130, 33", "300, 70"})
    default void denseLayerGivesTheSameBitsWithAnyNumberOfThreads(int inFeatures, int outFeatures) {
        int images = 2 * lanes() + 1;
        var inputs = inputs(images, inFeatures, outFeatures, true);
        PlannedWeighted.Outputs alone;
        try (var team = new ThreadTeam(1)) {
            alone = PlannedWeighted.dense(this, team, new Dense(inFeatures, outFeatures, true), images)
                    .run(inputs);
        }
        for (int threads = 2; threads <= 4; threads++) {
            try (var team = new ThreadTeam(threads)) {
                var outputs = PlannedWeighted.dense(this, team, new Dense(inFeatures, outFeatures, true), images)
                        .run(inputs);
                outputs.assertSameBitsAs(alone, String.format(Locale.ROOT, "with %d threads", threads));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    default void denseLayerEqualsTheConvolutionThatCoversItsWholeImage(long seed) {
        var random = new SplittableRandom(seed);
        var image = Shape.image(random.nextInt(1, 6), random.nextInt(1, 7), random.nextInt(1, 7));
        int outFeatures = random.nextInt(1, 20);
        int images = lanes() + 1;
        var conv = Conv2d.of(image.channels(), outFeatures, 1).withKernel(new Size2d(image.height(), image.width()));
        var inputs = inputs(images, image.size(), outFeatures, true);
        try (var team = new ThreadTeam(2)) {
            var dense = PlannedWeighted.dense(this, team, Dense.of(image.size(), outFeatures), images)
                    .run(inputs);
            var convolved = PlannedWeighted.conv2d(this, team, Conv2dGeometry.of(conv, image), images)
                    .run(inputs);
            assertClose("seed " + seed + ": y", dense.y(), toDouble(convolved.y()), sumTolerance(image.size()));
            assertClose("seed " + seed + ": dx", dense.dx(), toDouble(convolved.dx()), sumTolerance(outFeatures));
            assertClose(
                    "seed " + seed + ": dWeight", dense.dWeight(), toDouble(convolved.dWeight()), sumTolerance(images));
            assertClose("seed " + seed + ": dBias", dense.dBias(), toDouble(convolved.dBias()), sumTolerance(images));
        }
    }

    private static PlannedWeighted.Inputs inputs(int images, int inFeatures, int outFeatures, boolean bias) {
        var random = new SplittableRandom(inFeatures);
        return new PlannedWeighted.Inputs(
                images,
                random(images * inFeatures, random),
                random(outFeatures * inFeatures, random),
                random(bias ? outFeatures : 0, random),
                random(images * outFeatures, random),
                random(outFeatures * inFeatures, random),
                random(bias ? outFeatures : 0, random));
    }
}
