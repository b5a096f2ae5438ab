package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MicrobenchmarkSetTest {

    @Test
    void convolutionsSetIm2colAgainstTheNaiveLoops() {
        // Three passes of two layers by three algorithms.
        assertThat(MicrobenchmarkSet.CONVOLUTIONS.benchmarks(1))
                .hasSize(3 * 2 * 3)
                .doesNotHaveDuplicates()
                .allSatisfy(benchmark ->
                        assertThat(benchmark.parameters()).containsOnlyKeys("layer", "algorithm", "batchSize"))
                .extracting(benchmark -> benchmark.parameters().get("algorithm"))
                .contains("NAIVE", "IM2COL", "DIRECT");
    }

    @Test
    void theLongerSetsHoldEveryBenchmark() {
        // Convolutions, matrix products, layers without weights, losses, optimizers, networks.
        assertThat(MicrobenchmarkSet.KERNELS.benchmarks(1))
                .hasSize(3 * 8 * 4 + 3 * 2 + 2 * 6 * 2 + 2 + 2 * 3 + 2 * 2 * 4);
        assertThat(MicrobenchmarkSet.SMOKE.benchmarks(1)).hasSize(3 * 4 + 2 + 2 * 6 * 2 + 1 + 3 + 2 * 4);
    }

    @Test
    void networksAreComputedByAsManyThreadsAsEnginesGet() {
        assertThat(MicrobenchmarkSet.SMOKE.benchmarks(7))
                .filteredOn(benchmark -> benchmark.name().contains("NetworkBenchmark"))
                .isNotEmpty()
                .allSatisfy(benchmark -> assertThat(benchmark.parameters()).containsEntry("threads", "7"));
    }

    @Test
    void isFoundByTheNameThatUsersType() {
        assertThat(MicrobenchmarkSet.named("convolutions")).contains(MicrobenchmarkSet.CONVOLUTIONS);
        assertThat(MicrobenchmarkSet.named("no-such-set")).isEmpty();
    }
}
