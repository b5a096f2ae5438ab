package org.scratchcnn.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.Zoo;

class MicroBatchTest {

    @Test
    void networksWithLargeActivationsTakeThirtyTwoSamplesAtATime() {
        assertThat(MicroBatch.size(Zoo.fashionCnn().resolve(), 128)).isEqualTo(32);
        assertThat(MicroBatch.size(Zoo.cifarCnn().resolve(), 33)).isEqualTo(32);
    }

    @Test
    void smallBatchesStayWhole() {
        assertThat(MicroBatch.size(Zoo.fashionCnn().resolve(), 1)).isEqualTo(1);
        assertThat(MicroBatch.size(Zoo.fashionCnn().resolve(), 31)).isEqualTo(31);
    }

    @Test
    void batchesThatFitTheCachesAnywayStayWhole() {
        assertThat(MicroBatch.size(Zoo.spiralMlp().resolve(), 512)).isEqualTo(512);
    }

    @Test
    void manyParametersAreReadForManySamplesAtATime() {
        var network = new NetworkSpec(
                "wide", Shape.features(1000), List.of(Dense.of(1000, 1000)), LossSpec.MEAN_SQUARED_ERROR);

        // 4 MB of parameters, 16 kB of activations and their gradients a sample.
        assertThat(MicroBatch.size(network.resolve(), 4096)).isEqualTo(1024);
    }
}
