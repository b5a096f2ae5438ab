package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.engine.EngineOptions;

class EngineLaunchTest {

    @TempDir
    private Path module;

    @BeforeEach
    void buildModule() throws IOException {
        Files.createDirectories(module.resolve("target/classes"));
        Files.writeString(module.resolve("target/launch"), "/jdk\n/a.jar:/b.jar\n");
        Files.writeString(module.resolve("target/classes/engines.json"), """
                {
                  "engines": ["fast"],
                  "mainClass": "org.example.Worker",
                  "jvmFlags": ["-Dfast=true"],
                  "environment": {"OMP_NUM_THREADS": "{threads}", "BLAS_THREADS": "1"}
                }
                """);
    }

    @Test
    void startsTheEngineAsItsModuleSays() {
        var process = EngineLaunch.read(module, "./build").getFirst().process(new EngineOptions(3));

        assertThat(process.command())
                .startsWith(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .containsSubsequence("-Dfast=true", "-classpath", "/a.jar:/b.jar")
                .endsWith("org.example.Worker", "fast");
        assertThat(process.environment()).containsEntry("OMP_NUM_THREADS", "3").containsEntry("BLAS_THREADS", "1");
    }

    @Test
    void givesTheProcessTheHeapThatIsAskedForInPlaceOfTheModules() {
        var launch = new EngineLaunch("fast", "org.example.Worker", "/a.jar", List.of("-Xmx4g"), Map.of());

        assertThat(launch.process(new EngineOptions(3, "64m")).command()).containsSubsequence("-Xmx4g", "-Xmx64m");
    }

    @Test
    void saysThatAModuleIsNotBuilt() throws IOException {
        Files.delete(module.resolve("target/launch"));

        assertThatThrownBy(() -> EngineLaunch.read(module, "./build"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not built")
                .hasMessageEndingWith("run ./build");
    }
}
