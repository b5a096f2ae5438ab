package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {

    static Stream<String> engines() {
        return ScratchEngines.all().stream().map(ScratchEngine::name);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void stepsAndLogitsAllocateNothingOnceTheyAreCompiled(String engine) throws IOException, InterruptedException {
        // A JVM of its own, in which no other test has spoiled the compiler's profiles.
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:ObjectAlignmentInBytes=64",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationProbe.class.getName(),
                        engine)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines().toList()).contains("least bytes allocated in 20 steps: 0");
    }
}
