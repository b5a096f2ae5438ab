package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleConvTranspose2d;

/** What every backend's transposed convolution does. */
public interface ConvTranspose2dContract extends BackendUnderTest {

    @Test
    default void convolvesTransposedTheExampleThatIsWorkedByHand() {
        var conv = ConvTranspose2d.of(1, 1, 3).withStride(Size2d.square(2));
        float[] image = {1, 2};
        float[] weight = {
            1, 2, 3,
            0, 1, 0,
            5, 0, 7
        };
        float[] expected = {
            1.5f, 2.5f, 5.5f, 4.5f, 6.5f,
            0.5f, 1.5f, 0.5f, 2.5f, 0.5f,
            5.5f, 0.5f, 17.5f, 0.5f, 14.5f
        };
        try (var team = new ThreadTeam(1)) {
            var outputs = PlannedWeighted.convTranspose2d(this, team, conv, Shape.image(1, 1, 2), 1)
                    .run(new PlannedWeighted.Inputs(
                            1, image, weight, new float[] {0.5f}, new float[15], new float[9], new float[1]));
            assertThat(outputs.y()).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.kernel.ConvTranspose2dCases#all")
    default void transposedConvolutionAgreesWithTheOracleOnAnyNumberOfThreads(ConvTranspose2dCases.Case conv) {
        int images = conv.batch().images(lanes());
        var oracle = new OracleConvTranspose2d(conv.geometry(), images);
        var random = new SplittableRandom(conv.seed());
        var inputs = new PlannedWeighted.Inputs(
                images,
                random(oracle.xSize(), random),
                random(oracle.weightSize(), random),
                random(oracle.biasSize(), random),
                random(oracle.ySize(), random),
                random(oracle.weightSize(), random),
                random(oracle.biasSize(), random));
        var outputs = run(conv, inputs, 1);
        run(conv, inputs, 3).assertSameBitsAs(outputs, conv + " with 3 threads");

        var x = toDouble(inputs.x());
        var weight = toDouble(inputs.weight());
        var dy = toDouble(inputs.dy());
        var part = conv.geometry().group();
        int area = part.window().kernel().area();
        assertClose(
                conv + ": y",
                outputs.y(),
                oracle.forward(x, weight, toDouble(inputs.bias())),
                errorGrowth() * sumTolerance((long) part.output().channels() * area));
        assertClose(
                conv + ": dx",
                outputs.dx(),
                oracle.gradientByInput(dy, weight),
                errorGrowth() * sumTolerance((long) part.input().channels() * area));
        assertClose(
                conv + ": dWeight, added to what was there",
                outputs.dWeight(),
                Numbers.sum(inputs.dWeight(), oracle.gradientByWeight(x, dy)),
                sumTolerance(
                        (long) images * conv.input().height() * conv.input().width()));
        assertClose(
                conv + ": dBias, added to what was there",
                outputs.dBias(),
                Numbers.sum(inputs.dBias(), oracle.gradientByBias(dy)),
                sumTolerance(dy.length / part.input().channels()));
    }

    private PlannedWeighted.Outputs run(ConvTranspose2dCases.Case conv, PlannedWeighted.Inputs inputs, int threads) {
        try (var team = new ThreadTeam(threads)) {
            return PlannedWeighted.convTranspose2d(this, team, conv.conv(), conv.input(), inputs.images() + 1)
                    .run(inputs);
        }
    }
}
