package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MicrobenchmarkSetTest {

    @Test
    void convolutionsSetIm2colAgainstTheNaiveLoopsWithinAMinute() {
        var set = MicrobenchmarkSet.CONVOLUTIONS;

        // Three passes of two layers by three algorithms.
        assertThat(MicrobenchmarkRun.count(set.options(1))).isEqualTo(3 * 2 * 3);
        assertThat(set.estimatedSeconds()).isBetween(30L, 60L);
    }

    @Test
    void theLongerSetsHoldEveryBenchmark() {
        // Convolutions, matrix products, layers without weights, losses, optimizers, networks.
        assertThat(MicrobenchmarkRun.count(MicrobenchmarkSet.KERNELS.options(1)))
                .isEqualTo(3 * 8 * 4 + 3 * 3 + 2 * 6 * 2 + 2 + 2 * 3 + 2 * 2 * 4);
        assertThat(MicrobenchmarkRun.count(MicrobenchmarkSet.SMOKE.options(1)))
                .isEqualTo(3 * 4 + 3 + 2 * 6 * 2 + 1 + 3 + 2 * 4);
    }

    @Test
    void isFoundByTheNameThatUsersType() {
        assertThat(MicrobenchmarkSet.named("convolutions")).contains(MicrobenchmarkSet.CONVOLUTIONS);
        assertThat(MicrobenchmarkSet.named("no-such-set")).isEmpty();
    }
}
