package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleConv2d;

/** What every backend's convolution does. */
public interface Conv2dContract extends BackendUnderTest {

    String ALL = "org.scratchcnn.kernel.Conv2dCases#all";
    String SOME = "org.scratchcnn.kernel.Conv2dCases#some";

    @Test
    default void convolvesTheExampleThatIsWorkedByHand() {
        var geometry = Conv2dGeometry.of(Conv2d.of(1, 1, 2).withBias(Bias.NONE), Shape.image(1, 4, 4));
        float[] image = {
            1, 2, 3, 0,
            0, 1, 2, 3,
            3, 0, 1, 2,
            2, 3, 0, 1
        };
        float[] weight = {
            1, 0,
            -1, 1
        };
        float[] expected = {
            2, 3, 4,
            -3, 2, 3,
            4, -3, 2
        };
        try (var team = new ThreadTeam(1)) {
            var outputs = PlannedWeighted.conv2d(this, team, geometry, 1)
                    .run(new PlannedWeighted.Inputs(
                            1, image, weight, new float[0], new float[9], new float[4], new float[0]));
            assertThat(outputs.y()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    default void convolutionAgreesWithTheOracle(Conv2dCases.Case conv) {
        int images = conv.batch().images(lanes());
        try (var team = new ThreadTeam(2)) {
            var inputs = inputs(conv, images);
            assertAgrees(
                    conv,
                    inputs,
                    PlannedWeighted.conv2d(this, team, conv.geometry(), images).run(inputs));
        }
    }

    @ParameterizedTest
    @MethodSource(SOME)
    default void convolutionIsRightForASmallerBatchAfterALargerOneThatLeftNaNsBehind(Conv2dCases.Case conv) {
        int images = conv.batch().images(lanes());
        int maxBatch = images + lanes() + 1;
        var large = inputs(conv, maxBatch);
        Arrays.fill(large.x(), Float.NaN);
        Arrays.fill(large.dy(), Float.NaN);
        try (var team = new ThreadTeam(2)) {
            var planned = PlannedWeighted.conv2d(this, team, conv.geometry(), maxBatch);
            planned.run(large);
            var inputs = inputs(conv, images);
            assertAgrees(conv, inputs, planned.run(inputs));
        }
    }

    @ParameterizedTest
    @MethodSource(SOME)
    default void convolutionFollowsItsWeightsWhenTheyChange(Conv2dCases.Case conv) {
        int images = conv.batch().images(lanes());
        try (var team = new ThreadTeam(1)) {
            var planned = PlannedWeighted.conv2d(this, team, conv.geometry(), images);
            var inputs = inputs(conv, images);
            planned.run(inputs);
            for (int i = 0; i < inputs.weight().length; i++) {
                inputs.weight()[i] = -inputs.weight()[i] / 2;
            }
            assertAgrees(conv, inputs, planned.run(inputs));
        }
    }

    @ParameterizedTest
    @MethodSource(SOME)
    default void convolutionGivesTheSameBitsWithAnyNumberOfThreads(Conv2dCases.Case conv) {
        int images = 2 * lanes() + 1;
        var inputs = inputs(conv, images);
        PlannedWeighted.Outputs alone;
        try (var team = new ThreadTeam(1)) {
            alone = PlannedWeighted.conv2d(this, team, conv.geometry(), images).run(inputs);
        }
        for (int threads = 2; threads <= 4; threads++) {
            try (var team = new ThreadTeam(threads)) {
                var outputs = PlannedWeighted.conv2d(this, team, conv.geometry(), images)
                        .run(inputs);
                outputs.assertSameBitsAs(alone, String.format(Locale.ROOT, "%s with %d threads", conv, threads));
            }
        }
    }

    private static PlannedWeighted.Inputs inputs(Conv2dCases.Case conv, int images) {
        var oracle = new OracleConv2d(conv.geometry(), images);
        var random = new SplittableRandom(conv.seed());
        return new PlannedWeighted.Inputs(
                images,
                random(oracle.xSize(), random),
                random(oracle.weightSize(), random),
                random(oracle.biasSize(), random),
                random(oracle.ySize(), random),
                random(oracle.weightSize(), random),
                random(oracle.biasSize(), random));
    }

    private void assertAgrees(Conv2dCases.Case conv, PlannedWeighted.Inputs inputs, PlannedWeighted.Outputs outputs) {
        var geometry = conv.geometry();
        var oracle = new OracleConv2d(geometry, inputs.images());
        var x = toDouble(inputs.x());
        var weight = toDouble(inputs.weight());
        var dy = toDouble(inputs.dy());
        int area = geometry.window().kernel().area();
        long positions = (long) inputs.images()
                * geometry.output().height()
                * geometry.output().width();
        assertClose(
                conv + ": y",
                outputs.y(),
                oracle.forward(x, weight, toDouble(inputs.bias())),
                errorGrowth() * sumTolerance((long) geometry.group().input().channels() * area));
        assertClose(
                conv + ": dx",
                outputs.dx(),
                oracle.gradientByInput(dy, weight),
                errorGrowth() * sumTolerance((long) geometry.group().output().channels() * area));
        assertClose(
                conv + ": dWeight, added to what was there",
                outputs.dWeight(),
                Numbers.sum(inputs.dWeight(), oracle.gradientByWeight(x, dy)),
                sumTolerance(positions));
        assertClose(
                conv + ": dBias, added to what was there",
                outputs.dBias(),
                Numbers.sum(inputs.dBias(), oracle.gradientByBias(dy)),
                sumTolerance(positions));
    }
}
