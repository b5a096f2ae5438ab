package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLaunchTest {

    @TempDir
    private Path module;

    @BeforeEach
    void buildModule() throws IOException {
        Files.createDirectories(module.resolve("target/classes"));
        Files.writeString(module.resolve("target/launch"), "/jdk\n/a.jar:/b.jar\n");
        Files.writeString(module.resolve("target/classes/engines.json"), """
                {
                  "mainClass": "org.example.Worker",
                  "engines": [
                    {
                      "name": "fast",
                      "arguments": ["fast"],
                      "jvmFlags": ["-Dfast=true"],
                      "environment": {"OMP_NUM_THREADS": "{threads}", "BLAS_THREADS": "1"}
                    }
                  ]
                }
                """);
    }

    @Test
    void startsTheEngineAsItsModuleSays() throws IOException {
        var process = EngineLaunch.read(module).getFirst().process(3, List.of("-Xmx1g"));

        assertThat(process.command())
                .containsExactly(
                        Path.of("/jdk/bin/java").toString(),
                        "-Dfast=true",
                        "-Xmx1g",
                        "-classpath",
                        "/a.jar:/b.jar",
                        "org.example.Worker",
                        "fast");
        assertThat(process.environment()).containsEntry("OMP_NUM_THREADS", "3").containsEntry("BLAS_THREADS", "1");
    }

    @Test
    void saysThatAModuleIsNotBuilt() throws IOException {
        Files.delete(module.resolve("target/launch"));

        assertThatThrownBy(() -> EngineLaunch.read(module))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not built")
                .hasMessageContaining("package");
    }
}
