package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MicrobenchmarkSetTest {

    @ParameterizedTest
    @EnumSource
    void isFoundByItsTitle(MicrobenchmarkSet set) {
        assertThat(MicrobenchmarkSet.named(set.title())).isEqualTo(set);
    }

    @Test
    void isTitledAsUsersType() {
        assertThat(MicrobenchmarkSet.CONVOLUTIONS_LONG.title()).isEqualTo("convolutions-long");
    }

    @Test
    void namesTheSetsThereAreWhereOneIsUnknown() {
        assertThatThrownBy(() -> MicrobenchmarkSet.named("nope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no benchmark set \"nope\"; there are: convolutions, convolutions-long");
    }

    /** Four layers, three passes and three or four algorithms; a second to start each fork's JVM. */
    @Test
    void estimatesTheSecondsOfAllForksAndIterations() {
        assertThat(MicrobenchmarkSet.CONVOLUTIONS.estimatedSeconds()).isEqualTo(36 * 2 * 1_750 / 1_000);
        assertThat(MicrobenchmarkSet.CONVOLUTIONS_LONG.estimatedSeconds()).isEqualTo(48 * 5 * 11);
    }
}
