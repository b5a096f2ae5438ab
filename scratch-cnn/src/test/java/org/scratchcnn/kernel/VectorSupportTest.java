package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("vectors")
class VectorSupportTest {

    private static final String NORMAL_MODE = "mixed mode, sharing";

    @Test
    void looksAtNothingElseWithoutTheModule() {
        assertThat(VectorSupport.obstacle(false, NORMAL_MODE, true, () -> {
                    throw new AssertionError("must not load a class of the missing module");
                }))
                .contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void namesTheMissingCompiler() {
        assertThat(VectorSupport.obstacle(true, "interpreted mode", true, () -> 8))
                .contains("-Xint");
        assertThat(VectorSupport.obstacle(true, "mixed mode, emulated-client", true, () -> 8))
                .contains("-XX:TieredStopAtLevel");
    }

    @Test
    void namesTheMissingInstruction() {
        assertThat(VectorSupport.obstacle(true, NORMAL_MODE, false, () -> 8)).contains("-XX:-UseFMA");
    }

    @Test
    void namesVectorsThatAreTooShort() {
        assertThat(VectorSupport.obstacle(true, NORMAL_MODE, true, () -> 2)).contains("only 2 floats");
    }

    @Test
    void isContentWithVectorsOf128Bits() {
        assertThat(VectorSupport.obstacle(true, NORMAL_MODE, true, () -> 4)).isNull();
    }

    @Test
    void saysWhatNeedsVectorsAndWhyThereAreNone() {
        if (VectorSupport.isAvailable()) {
            VectorSupport.require("This test");
            assertThat(VectorSupport.lanes()).isGreaterThanOrEqualTo(4);
        } else {
            assertThatThrownBy(() -> VectorSupport.require("This test"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageStartingWith("This test needs SIMD, but this JVM");
            assertThatThrownBy(VectorSupport::lanes).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UseAVX, 0, SSE",
        "UseAVX, 1, AVX",
        "UseAVX, 2, AVX2",
        "UseAVX, 3, AVX-512",
        "UseSVE, 0, NEON",
        "UseSVE, 1, SVE",
        "UseSVE, 2, SVE2"
    })
    void namesTheInstructionsByTheJvmsOptions(String option, String value, String instructions) {
        assertThat(VectorSupport.instructions(
                        name -> name.equals(option) ? Optional.of(value) : Optional.empty(), "riscv64"))
                .isEqualTo(instructions);
    }

    @Test
    void namesTheArchitectureWhereTheJvmHasNoSuchOption() {
        assertThat(VectorSupport.instructions(_ -> Optional.empty(), "riscv64")).isEqualTo("riscv64");
        assertThat(VectorSupport.instructions(_ -> Optional.empty(), "")).isEqualTo("unknown");
    }
}
