package org.scratchcnn.benchmarks.ruler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scratchcnn.kernel.VectorSupport;

class FmaRulerTest {

    @Test
    void readsThePeakOfFusedMultiplyAddsWhereThereAreVectors() {
        var reading = new FmaRuler().apply(2);

        assertThat(reading).hasSize(VectorSupport.isAvailable() ? 5 : 0).allMatch(value -> value > 0);
    }
}
