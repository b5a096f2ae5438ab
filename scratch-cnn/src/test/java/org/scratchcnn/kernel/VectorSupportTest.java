package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("vectors")
@Tag("without-vectors")
class VectorSupportTest {

    private static final String HOTSPOT = "OpenJDK 64-Bit Server VM";
    private static final Map<String, String> OPTIONS = Map.of("TieredStopAtLevel", "4", "UseFMA", "true");

    @Test
    void looksAtNothingElseWithoutTheModule() {
        assertThat(VectorSupport.obstacle(false, jvm(HOTSPOT, "mixed mode, sharing", OPTIONS), () -> {
                    throw new AssertionError("must not load a class of the missing module");
                }))
                .contains("--add-modules jdk.incubator.vector");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenJDK 64-Bit Server VM", "Java HotSpot(TM) 64-Bit Server VM"})
    void isContentWithHotSpotAndVectorsOf128Bits(String name) {
        assertThat(VectorSupport.obstacle(true, jvm(name, "mixed mode, sharing", OPTIONS), () -> 4))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Eclipse OpenJ9 VM", "Substrate VM", "Zing 64-Bit Tiered VM", "OpenJDK 64-Bit Zero VM", "unknown"
            })
    void trustsNoOtherJvm(String name) {
        assertThat(VectorSupport.obstacle(true, jvm(name, "mixed mode, sharing", OPTIONS), () -> 8))
                .contains("(" + name + ") is not HotSpot");
    }

    @ParameterizedTest
    @CsvSource({
        "'interpreted mode, sharing', 4",
        "'mixed mode, emulated-client, sharing', 4",
        "'mixed mode, sharing', 0",
        "'mixed mode, sharing', 1",
        "'mixed mode, sharing', 3"
    })
    void namesTheMissingCompiler(String mode, String level) {
        var options = Map.of("TieredStopAtLevel", level, "UseFMA", "true");

        assertThat(VectorSupport.obstacle(true, jvm(HOTSPOT, mode, options), () -> 8))
                .contains("without its optimizing compiler C2 (" + mode + ")");
    }

    @Test
    void namesACompilerThatIsNotC2() {
        var options = Map.of("TieredStopAtLevel", "4", "UseFMA", "true", "UseJVMCICompiler", "true");

        assertThat(VectorSupport.obstacle(true, jvm(HOTSPOT, "mixed mode", options), () -> 8))
                .contains("-XX:+UseJVMCICompiler");
    }

    @Test
    void namesTheMissingInstruction() {
        assertThat(VectorSupport.obstacle(true, jvm(HOTSPOT, "mixed mode", Map.of("UseFMA", "false")), () -> 8))
                .contains("-XX:-UseFMA");
    }

    @Test
    void namesVectorsThatAreTooShort() {
        assertThat(VectorSupport.obstacle(true, jvm(HOTSPOT, "mixed mode", OPTIONS), () -> 2))
                .contains("only 2 floats");
    }

    private static VirtualMachine jvm(String name, String mode, Map<String, String> options) {
        return new VirtualMachine(name, mode, option -> Optional.ofNullable(options.get(option)));
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
        assertThat(VectorSupport.instructions(jvm(HOTSPOT, "", Map.of(option, value)), "riscv64"))
                .isEqualTo(instructions);
    }

    @Test
    void namesTheArchitectureWhereTheJvmHasNoSuchOption() {
        assertThat(VectorSupport.instructions(jvm("other", "", Map.of()), "riscv64"))
                .isEqualTo("riscv64");
        assertThat(VectorSupport.instructions(jvm("other", "", Map.of()), "")).isEqualTo("unknown");
    }
}
