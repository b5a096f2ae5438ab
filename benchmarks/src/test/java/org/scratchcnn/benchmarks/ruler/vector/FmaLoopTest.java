package org.scratchcnn.benchmarks.ruler.vector;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FmaLoopTest {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();

    /** All numbers are small multiples of powers of two, so both sums are exact. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 8})
    void computesWhatPlainLoopsCompute(int iterations) {
        float sum = 0;
        for (int chain = 0; chain < FmaLoop.CHAINS; chain++) {
            float x = chain;
            for (int i = 0; i < iterations; i++) {
                x = FmaLoop.FACTOR * x + FmaLoop.SUMMAND;
            }
            sum += LANES * x;
        }

        assertThat(FmaLoop.run(iterations)).isEqualTo(sum);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000_000})
    void countsTwoOperationsForEachLaneOfEachChain(int iterations) {
        assertThat(FmaLoop.flops(iterations)).isEqualTo(2L * 12 * LANES * iterations);
    }
}
