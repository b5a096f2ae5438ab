package org.scratchcnn.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.Shape;

class NoiseTest {

    private static final Shape SHAPE = Shape.image(2, 3, 4);

    @Test
    void drawsValuesOfTheShapeEvenlyFromZeroToOne() {
        var noise = Noise.draw(new DataSetSpec.Noise(SHAPE, 3, 1_000, 7));

        assertThat(noise.count()).isEqualTo(1_000);
        assertThat(noise.shape()).isEqualTo(SHAPE);
        assertThat(noise.values()).hasSize(1_000 * 24);
        var tenths = new int[10];
        for (float value : noise.values()) {
            assertThat(value).isBetween(0f, Math.nextDown(1f));
            tenths[(int) (10 * value)]++;
        }
        assertThat(Arrays.stream(tenths)).allMatch(count -> Math.abs(count - 2_400) < 300);
    }

    @Test
    void givesClassesInTurn() {
        var noise = Noise.draw(new DataSetSpec.Noise(SHAPE, 3, 5, 7));

        assertThat(noise.labels()).containsExactly(0, 1, 2, 0, 1);
    }

    @Test
    void drawsTheSameFromTheSameSeedAndOthersFromOthers() {
        var one = Noise.draw(new DataSetSpec.Noise(SHAPE, 3, 50, 1)).values();

        assertThat(Noise.draw(new DataSetSpec.Noise(SHAPE, 3, 50, 1)).values()).isEqualTo(one);
        assertThat(Noise.draw(new DataSetSpec.Noise(SHAPE, 3, 50, 2)).values()).isNotEqualTo(one);
    }
}
