package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.worker.EngineLaunch;

class EngineCatalogTest {

    @TempDir
    private Path home;

    @Test
    void namesTheEnginesThereAreWhereOneIsUnknown() {
        assertThatThrownBy(() -> new EngineCatalog(home).launch("nope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no engine \"nope\"; there are: scratch, scratch-direct, scratch-im2col, scratch-naive, dl4j, dl4j-shipped, pytorch, pytorch-channels-last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scratch", "scratch-direct", "scratch-im2col", "scratch-naive"})
    void startsAScratchEngineFromItsOwnClassPath(String engine) {
        var launch = new EngineCatalog(home).launch(engine);

        assertThat(launch.engine()).isEqualTo(engine);
        assertThat(launch.mainClass()).isEqualTo(ScratchWorker.class.getName());
        assertThat(launch.classPath()).isEqualTo(System.getProperty("java.class.path"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dl4j", "dl4j-shipped"})
    void startsAForeignEngineAsItsBuiltModuleSays(String engine) throws IOException {
        build("""
                {
                  "engines": ["dl4j", "dl4j-shipped"],
                  "mainClass": "org.example.Worker",
                  "jvmFlags": ["-Dforeign=true"],
                  "environment": {}
                }
                """);

        var launch = new EngineCatalog(home).launch(engine);

        assertThat(launch)
                .isEqualTo(new EngineLaunch(
                        engine, "org.example.Worker", "/a.jar:/b.jar", List.of("-Dforeign=true"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "dl4j, dl4j-reference, ./mvnw package -DskipTests",
        "pytorch, pytorch-reference, ./mvnw -Ppytorch package -DskipTests",
        "pytorch-channels-last, pytorch-reference, ./mvnw -Ppytorch package -DskipTests",
    })
    void saysHowAMissingModuleIsBuilt(String engine, String module, String buildCommand) {
        assertThatThrownBy(() -> new EngineCatalog(home).launch(engine))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(module + " is not built")
                .hasMessageEndingWith("run " + buildCommand);
    }

    @Test
    void alignsTheArraysOfTheLibrarysEngines() {
        assertThat(new EngineCatalog(home).launch("scratch").jvmFlags()).contains("-XX:ObjectAlignmentInBytes=64");
    }

    @Test
    void saysWhatStandsInTheWayOfAnEngine() {
        var catalog = new EngineCatalog(home);

        assertThat(catalog.obstacle("scratch")).isEmpty();
        assertThat(catalog.obstacle("pytorch"))
                .hasValueSatisfying(message -> assertThat(message).contains("pytorch-reference is not built"));
        assertThatThrownBy(() -> catalog.obstacle("nope")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatAnOlderBuildLacksAnEngine() throws IOException {
        build("""
                {"engines": ["dl4j"], "mainClass": "org.example.Worker", "jvmFlags": [], "environment": {}}
                """);

        assertThatThrownBy(() -> new EngineCatalog(home).launch("dl4j-shipped"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dl4j-reference has no engine dl4j-shipped")
                .hasMessageContaining("./mvnw package -DskipTests");
    }

    private void build(String engines) throws IOException {
        var target = home.resolve("dl4j-reference/target");
        Files.createDirectories(target.resolve("classes"));
        Files.writeString(target.resolve("launch"), "/java/home\n/a.jar:/b.jar\n");
        Files.writeString(target.resolve("classes/engines.json"), engines);
    }
}
