package org.scratchcnn.kernel;

import static org.scratchcnn.oracle.Numbers.assertClose;
import static org.scratchcnn.oracle.Numbers.random;
import static org.scratchcnn.oracle.Numbers.sumTolerance;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleLocallyConnected2d;

/** What every backend's locally connected layer does. */
public interface LocallyConnected2dContract extends BackendUnderTest {

    int MOST_WEIGHTS = 10_000;

    /** Windows of convolutions in one group that have not too many weights for an oracle. */
    static List<Conv2dCases.Case> windows() {
        return Conv2dCases.all().stream()
                .filter(window -> window.conv().groups() == 1)
                .filter(window -> new OracleLocallyConnected2d(window.geometry(), 1).weightSize() < MOST_WEIGHTS)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("windows")
    default void locallyConnectedLayerAgreesWithTheOracleOnAnyNumberOfThreads(Conv2dCases.Case window) {
        int images = window.batch().images(lanes());
        var geometry = window.geometry();
        var oracle = new OracleLocallyConnected2d(geometry, images);
        var random = new SplittableRandom(window.seed());
        var inputs = new PlannedWeighted.Inputs(
                images,
                random(oracle.xSize(), random),
                random(oracle.weightSize(), random),
                random(oracle.biasSize(), random),
                random(oracle.ySize(), random),
                random(oracle.weightSize(), random),
                random(oracle.biasSize(), random));
        var outputs = run(window, inputs, 1);
        run(window, inputs, 3).assertSameBitsAs(outputs, window + " with 3 threads");

        var x = toDouble(inputs.x());
        var weight = toDouble(inputs.weight());
        var dy = toDouble(inputs.dy());
        int area = geometry.window().kernel().area();
        long positions =
                (long) images * geometry.output().height() * geometry.output().width();
        assertClose(
                window + ": y",
                outputs.y(),
                oracle.forward(x, weight, toDouble(inputs.bias())),
                sumTolerance((long) geometry.input().channels() * area));
        assertClose(
                window + ": dx",
                outputs.dx(),
                oracle.gradientByInput(dy, weight),
                sumTolerance((long) geometry.output().channels() * area));
        assertClose(
                window + ": dWeight, added to what was there",
                outputs.dWeight(),
                Numbers.sum(inputs.dWeight(), oracle.gradientByWeight(x, dy)),
                sumTolerance(images));
        assertClose(
                window + ": dBias, added to what was there",
                outputs.dBias(),
                Numbers.sum(inputs.dBias(), oracle.gradientByBias(dy)),
                sumTolerance(positions));
    }

    private PlannedWeighted.Outputs run(Conv2dCases.Case window, PlannedWeighted.Inputs inputs, int threads) {
        try (var team = new ThreadTeam(threads)) {
            return PlannedWeighted.locallyConnected2d(this, team, window.conv(), window.input(), inputs.images() + 1)
                    .run(inputs);
        }
    }
}
