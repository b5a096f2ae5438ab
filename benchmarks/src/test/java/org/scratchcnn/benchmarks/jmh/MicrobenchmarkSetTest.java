package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MicrobenchmarkSetTest {

    @Test
    void convolutionsSetIm2colAgainstTheNaiveLoops() {
        // Three passes of two layers by three algorithms.
        assertThat(MicrobenchmarkSet.CONVOLUTIONS.benchmarks())
                .hasSize(3 * 2 * 3)
                .doesNotHaveDuplicates()
                .allSatisfy(benchmark ->
                        assertThat(benchmark.parameters()).containsOnlyKeys("layer", "algorithm", "batchSize"))
                .extracting(benchmark -> benchmark.parameters().get("algorithm"))
                .contains("NAIVE", "IM2COL", "DIRECT");
    }

    @Test
    void theLongerSetsHoldEveryBenchmark() {
        // Convolutions, matrix products, layers without weights, losses, optimizers, sliding.
        assertThat(MicrobenchmarkSet.KERNELS.benchmarks()).hasSize(3 * 8 * 4 + 3 * 2 + 2 * 6 * 2 + 2 + 2 * 9 + 2);
        assertThat(MicrobenchmarkSet.SMOKE.benchmarks()).hasSize(3 * 4 + 2 + 2 * 6 * 2 + 1 + 9 + 2);
    }

    @Test
    void isFoundByTheNameThatUsersType() {
        assertThat(MicrobenchmarkSet.named("convolutions")).contains(MicrobenchmarkSet.CONVOLUTIONS);
        assertThat(MicrobenchmarkSet.named("no-such-set")).isEmpty();
    }
}
