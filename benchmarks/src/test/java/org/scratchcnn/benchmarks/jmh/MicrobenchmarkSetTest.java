package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.worker.MatrixMultiplyRequest;

class MicrobenchmarkSetTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsTitle(MicrobenchmarkSet set) {
        assertThat(MicrobenchmarkSet.named(set.title())).contains(set);
    }

    @Test
    void isTitledAsUsersType() {
        assertThat(MicrobenchmarkSet.CONVOLUTIONS_LONG.title()).isEqualTo("convolutions-long");
    }

    @Test
    void isNotFoundByAnyOtherName() {
        assertThat(MicrobenchmarkSet.named("nope")).isEmpty();
    }

    @Test
    void smokeRunsEveryKindOfBenchmark() {
        assertThat(MicrobenchmarkSet.SMOKE.plan().selections())
                .extracting(BenchmarkSelection::family)
                .containsExactly(BenchmarkFamily.values());
        assertThat(MicrobenchmarkSet.SMOKE.estimatedSeconds()).isLessThan(120);
    }

    @Test
    void kernelsHasEveryConvolutionOfTheZoo() {
        assertThat(MicrobenchmarkSet.KERNELS.plan().selections().getFirst().workloads())
                .hasSize(12)
                .contains("cifar-tutorial-cnn/6", "mnist-untied-cnn/0", "scratcher-cnn/3");
    }

    @ParameterizedTest
    @EnumSource
    void saysOfAllThatItRunsWhatItIsCalledAndHowMuchWorkItIs(MicrobenchmarkSet set) {
        for (var selection : set.plan().selections()) {
            for (var workload : selection.workloads()) {
                assertThat(selection.family().title(workload)).isNotBlank();
                for (var pass : selection.passes()) {
                    assertThat(selection.family().nominalFlops(workload, pass, selection.images()))
                            .isNotNegative();
                }
            }
        }
    }

    @Test
    void asksForeignEnginesForTheProductByTheTitleThatTheyGiveIt() {
        assertThat(BenchmarkFamily.passTitle(MatrixMultiplyBenchmark.PRODUCT)).isEqualTo(MatrixMultiplyRequest.PRODUCT);
    }

    /**
     * Two, four or twenty layers, three passes and two to six algorithms; or five layers, one algorithm and two peers. A
     * second to start each fork's JVM, which is one for all passes of a peer.
     */
    @Test
    void estimatesTheSecondsOfAllForksAndIterations() {
        assertThat(MicrobenchmarkSet.CONVOLUTIONS.estimatedSeconds()).isEqualTo(36 * 3 * 1_975 / 1_000);
        assertThat(MicrobenchmarkSet.CONVOLUTIONS_LONG.estimatedSeconds()).isEqualTo(48 * 5 * 11);
        assertThat(MicrobenchmarkSet.ROAD.estimatedSeconds()).isEqualTo(36 * 3 * 2_600 / 1_000);
        assertThat(MicrobenchmarkSet.AUTO.estimatedSeconds()).isEqualTo(120 * 2_500 / 1_000);
        assertThat(MicrobenchmarkSet.LARGE_CONVOLUTIONS.estimatedSeconds())
                .isEqualTo(15 * (3 * 2_380 + 2 * (1_000 + 3 * 1_380)) / 1_000);
    }
}
