package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.network.DataSetSpec.Spiral;

class SpiralBayesLimitTest {

    @Test
    void isNinetyPerCentForEightArmsAndAllForThree() {
        assertThat(accuracy(8, 0.2)).isCloseTo(0.9005, within(5e-5));
        assertThat(accuracy(3, 0.2)).isCloseTo(1, within(5e-5));
    }

    @ParameterizedTest
    @CsvSource({"2, 0.5", "3, 0.4", "5, 0.3", "8, 0.2", "8, 0.1", "10, 0.2"})
    void isWhatTheNearestArmGetsRightOfDrawnPoints(int classes, double noise) {
        var random = new SplittableRandom(11);
        int points = 200_000;
        int right = 0;
        for (int i = 0; i < points; i++) {
            int label = random.nextInt(classes);
            double angle = 4 * label + noise * random.nextGaussian();
            if (nearestArm(classes, angle) == label) {
                right++;
            }
        }

        assertThat((double) right / points).isCloseTo(accuracy(classes, noise), within(0.003));
    }

    @Test
    void isOneWithoutNoise() {
        assertThat(accuracy(8, 0)).isEqualTo(1);
    }

    private static int nearestArm(int classes, double angle) {
        int nearest = 0;
        for (int k = 1; k < classes; k++) {
            if (distance(angle, k) < distance(angle, nearest)) {
                nearest = k;
            }
        }
        return nearest;
    }

    private static double distance(double angle, int arm) {
        return Math.abs(Math.IEEEremainder(angle - 4 * arm, 2 * Math.PI));
    }

    private static double accuracy(int classes, double noise) {
        return SpiralBayesLimit.accuracy(new Spiral(classes, 500, noise, 1));
    }
}
