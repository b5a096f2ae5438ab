package org.scratchcnn.datasets.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.DataSetSpec;

class SpiralTest {

    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

    @Test
    void placesPointsByTheFormulaWhereThereIsNoNoise() {
        var points = Spiral.draw(new DataSetSpec.Spiral(3, 5, 0, 1));

        for (int k = 0; k < 3; k++) {
            for (int i = 0; i < 5; i++) {
                int point = 5 * k + i;
                double r = i / 4.0;
                assertThat((double) points.values()[2 * point]).isEqualTo(r * Math.sin(4 * k + 4 * r), ROUNDING);
                assertThat((double) points.values()[2 * point + 1]).isEqualTo(r * Math.cos(4 * k + 4 * r), ROUNDING);
                assertThat(points.label(point)).isEqualTo(k);
            }
        }
    }

    @Test
    void turnsPointsByNoiseOfTheGivenDeviationAndKeepsTheirRadius() {
        int n = 5_000;
        var points = Spiral.draw(new DataSetSpec.Spiral(2, n, 0.2, 7));

        double sum = 0;
        double squares = 0;
        for (int i = 1; i < n; i++) {
            double x = points.values()[2 * i];
            double y = points.values()[2 * i + 1];
            double r = i / (n - 1.0);
            assertThat(Math.hypot(x, y)).isEqualTo(r, ROUNDING);
            double noise = Math.IEEEremainder(Math.atan2(x, y) - 4 * r, 2 * Math.PI);
            sum += noise;
            squares += noise * noise;
        }
        assertThat(sum / n).isEqualTo(0, Offset.offset(0.015));
        assertThat(Math.sqrt(squares / n)).isEqualTo(0.2, Offset.offset(0.01));
    }

    @Test
    void drawsTheSamePointsForTheSameSeed() {
        var one = Spiral.draw(new DataSetSpec.Spiral(8, 50, 0.2, 1)).values();

        assertThat(Spiral.draw(new DataSetSpec.Spiral(8, 50, 0.2, 1)).values()).isEqualTo(one);
        assertThat(Spiral.draw(new DataSetSpec.Spiral(8, 50, 0.2, 2)).values()).isNotEqualTo(one);
    }
}
