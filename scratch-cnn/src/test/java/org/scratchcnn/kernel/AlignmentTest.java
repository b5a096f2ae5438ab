package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a JVM whose objects begin on cache lines, as the project starts all that compute. */
@Tag("vectors")
class AlignmentTest {

    private static final int CACHE_LINE = 64;

    @Test
    void theProjectsJvmsAlignAllObjects() {
        assertThat(Alignment.isCertain()).isTrue();
        assertThat(Alignment.describe()).isEqualTo("64 bytes");
    }

    @Test
    void workspacesBeginOnCacheLinesAndStayThereWhenTheyAreMoved() {
        var workspace = new Workspace(3);
        var buffers = new ArrayList<Buffer<float[]>>();
        for (int length = 1; length < 40; length += 3) {
            buffers.add(workspace.floats(length));
        }
        var perThread = workspace.perThread(21);
        workspace.allocate();

        for (int collection = 0; collection < 3; collection++) {
            for (var buffer : buffers) {
                assertBeginsOnACacheLine(buffer.array());
            }
            for (int thread = 0; thread < 3; thread++) {
                assertBeginsOnACacheLine(perThread.of(thread));
            }
            System.gc();
        }
    }

    private static void assertBeginsOnACacheLine(float[] array) {
        assertThat(ArrayAddress.of(array, Alignment.LEAD) % CACHE_LINE).isZero();
    }

    @ParameterizedTest
    @CsvSource({"false, true, 12", "true, true, 13", "false, false, 11"})
    void theLeadFillsTheCacheLineThatTheHeaderBegins(boolean compactHeaders, boolean compressedClasses, int lead) {
        var options = Map.of(
                "UseCompactObjectHeaders", Boolean.toString(compactHeaders),
                "UseCompressedClassPointers", Boolean.toString(compressedClasses));

        assertThat(Alignment.lead(jvm(options))).isEqualTo(lead);
    }

    @Test
    void aJvmWithoutTheseOptionsIsTakenToHaveTheUsualHeader() {
        assertThat(Alignment.lead(jvm(Map.of()))).isEqualTo(12);
        assertThat(Alignment.isCertain(jvm(Map.of()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8, false", "32, false", "64, true", "256, true"})
    void objectsHaveToBeginOnCacheLines(String bytes, boolean certain) {
        assertThat(Alignment.isCertain(jvm(Map.of("ObjectAlignmentInBytes", bytes))))
                .isEqualTo(certain);
    }

    @Test
    void saysHowToStartAJvmWhoseObjectsBeginAnywhere() {
        assertThat(Alignment.describe(false)).isEqualTo("not certain: start Java with -XX:ObjectAlignmentInBytes=64");
    }

    private static VirtualMachine jvm(Map<String, String> options) {
        return new VirtualMachine("test", "mixed mode", name -> Optional.ofNullable(options.get(name)));
    }
}
