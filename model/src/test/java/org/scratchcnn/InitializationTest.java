package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.batchNorm;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.globalAvgPool;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.relu;
import static org.scratchcnn.Layers.residual;
import static org.scratchcnn.network.OptimizerSpec.adam;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.InitSpec;

class InitializationTest {

    private static final Network BLOCKS = Network.of(
            image(1, 8, 8),
            conv2d(4, 2),
            relu(),
            residual(conv2d(4, 3).same(), batchNorm(), relu(), conv2d(4, 3).same(), batchNorm()),
            globalAvgPool(),
            dense(2));

    @Test
    void aModelBeginsAsItIsToldTo() {
        var data = DrawnData.sides(60, 1).train();
        try (var plain = Model.create(BLOCKS, 3, Initialization.of(InitSpec.DIRAC));
                var model = Model.create(
                        BLOCKS,
                        3,
                        Initialization.of(InitSpec.DIRAC).zeroLastScales().whitened(data))) {
            var changed = plain.parameters().tensors().keySet().stream()
                    .filter(name -> !Arrays.equals(
                            plain.parameters().tensor(name).values(),
                            model.parameters().tensor(name).values()))
                    .toList();

            assertThat(changed).containsExactly("0.weight", "2.body.4.weight");
            assertThat(model.parameters().tensor("2.body.4.weight").values()).containsOnly(0);
            assertThat(model.fit(data, fit -> fit.epochs(10).batchSize(8).optimizer(adam(0.01)))
                            .last()
                            .accuracy())
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void aNetworkWithoutWhatIsAskedForIsRefused() {
        var points = Network.of(features(2), dense(2));

        assertThatThrownBy(() -> Model.create(points, 1, Initialization.DEFAULT.whitened(DrawnData.halves(10, 1))))
                .hasMessage("network has no convolution that reads the images, so there is none to whiten them");
        assertThatThrownBy(() -> Model.create(BLOCKS, 1, Initialization.DEFAULT.whitened(DrawnData.halves(10, 1))))
                .hasMessage("The data are of [2], but network takes [1, 8, 8]");
    }
}
