package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.kernel.DropoutMask.Unit;

class DropoutMaskTest {

    private static final int SIZE = 4096;
    private static final DropoutMask MASK = new DropoutMask(0.5, Unit.VALUE, 1, "4");

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.25, 0.5, 0.9})
    void dropsAtItsRate(double probability) {
        int images = 50;
        int dropped = 0;
        var mask = new DropoutMask(probability, Unit.VALUE, 3, "2");
        for (int image = 0; image < images; image++) {
            for (float factor : factors(mask, 0, image)) {
                dropped += factor == 0 ? 1 : 0;
            }
        }
        assertBinomial(dropped, images * SIZE, probability);
    }

    @Test
    void scalesWhatItKeepsSoThatTheExpectationStays() {
        assertThat(factors(new DropoutMask(0.2, Unit.VALUE, 1, "0"), 0, 0)).containsOnly(0, 1.25f);
    }

    @Test
    void keepsEverythingAtProbabilityZero() {
        assertThat(factors(new DropoutMask(0, Unit.VALUE, 1, "0"), 0, 0)).containsOnly(1);
    }

    @Test
    void isTheSameInAnyOrder() {
        var forwards = factors(MASK, 7, 3);
        long key = MASK.imageKey(7, 3);
        for (int index = SIZE - 1; index >= 0; index--) {
            MASK.imageKey(index, index);
            assertThat(MASK.factor(key, index)).isEqualTo(forwards[index]);
        }
    }

    @Test
    void isTheSameForTheSameSeedStepPathAndImage() {
        assertThat(factors(new DropoutMask(0.5, Unit.VALUE, 1, "4"), 7, 3)).isEqualTo(factors(MASK, 7, 3));
    }

    @Test
    void differsByEachOfSeedStepPathAndImage() {
        var mask = factors(MASK, 7, 3);
        assertIndependent(mask, factors(new DropoutMask(0.5, Unit.VALUE, 2, "4"), 7, 3));
        assertIndependent(mask, factors(new DropoutMask(0.5, Unit.VALUE, 1, "5"), 7, 3));
        assertIndependent(mask, factors(MASK, 8, 3));
        assertIndependent(mask, factors(MASK, 7, 4));
        assertIndependent(mask, factors(MASK, 3, 7));
        assertIndependent(mask, factors(MASK, 7, 4096 + 3));
    }

    @Test
    void neighbouringValuesAreIndependent() {
        var mask = factors(MASK, 7, 3);
        for (int distance : new int[] {1, 2, 8, 28, 64}) {
            assertIndependent(Arrays.copyOf(mask, SIZE - distance), Arrays.copyOfRange(mask, distance, SIZE));
        }
    }

    @Test
    void channelsAreDrawnAsSingleValuesAre() {
        var ofChannels = new DropoutMask(0.5, Unit.CHANNEL, 1, "4");
        long key = ofChannels.imageKey(7, 3);

        assertThat(key).isEqualTo(MASK.imageKey(7, 3));
        for (int index = 0; index < SIZE; index++) {
            assertThat(MASK.draw(index / 64, index)).isEqualTo(index);
            assertThat(ofChannels.draw(index / 64, index)).isEqualTo(index / 64);
            assertThat(ofChannels.factor(key, index)).isEqualTo(MASK.factor(key, index));
        }
    }

    private static float[] factors(DropoutMask mask, long step, int image) {
        var factors = new float[SIZE];
        long key = mask.imageKey(step, image);
        for (int index = 0; index < SIZE; index++) {
            factors[index] = mask.factor(key, index);
        }
        return factors;
    }

    /** Two masks at rate one half agree on half of the values. */
    private static void assertIndependent(float[] some, float[] others) {
        int equal = 0;
        for (int i = 0; i < some.length; i++) {
            equal += some[i] == others[i] ? 1 : 0;
        }
        assertBinomial(equal, some.length, 0.5);
    }

    /** Within 5 standard deviations; seeds are fixed, so this does not fail now and then. */
    private static void assertBinomial(int count, int trials, double probability) {
        double deviation = Math.sqrt(trials * probability * (1 - probability));
        assertThat(count - trials * probability).isBetween(-5 * deviation, 5 * deviation);
    }
}
