package org.scratchcnn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./cnn} itself, in a project whose JDK and build are scripts that say what they were asked. */
class LauncherTest {

    private static final String JAVA = """
            #!/bin/sh
            echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
            echo "an error" >&2
            echo "home $SCRATCHCNN_HOME locale $LC_ALL"
            for word; do echo "<$word>"; done
            exit 7
            """;

    @TempDir
    private Path folder;

    private Path project;

    private record Result(int exitCode, String output, String errors) {}

    @BeforeEach
    void makeProject() throws IOException {
        project = makeProject(folder.resolve("project"));
    }

    private Path makeProject(Path place) throws IOException {
        Files.createDirectories(place.resolve("cli/src/main"));
        Files.writeString(place.resolve("cli/pom.xml"), "");
        Files.writeString(place.resolve("pom.xml"), "");
        Files.copy(Path.of("../cnn"), place.resolve("cnn"));
        script(place.resolve("jdk/bin/java"), JAVA);
        script(
                place.resolve("mvnw"),
                "#!/bin/sh\necho \"built: $*\" >&2\nmkdir -p cli/target\ncp to-be-built cli/target/launch\n");
        var launch = String.format(Locale.ROOT, "%s\n%s\n", place.resolve("jdk"), place.resolve("pom.xml"));
        Files.writeString(place.resolve("to-be-built"), launch);
        Files.createDirectories(place.resolve("cli/target"));
        Files.writeString(place.resolve("cli/target/launch"), launch);
        for (var source : List.of("cli/src/main", "cli/pom.xml", "pom.xml")) {
            Files.setLastModifiedTime(
                    place.resolve(source), FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        }
        return place;
    }

    private static void script(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Result run(String... arguments) throws Exception {
        return run(project.resolve("cnn"), Map.of(), arguments);
    }

    /** An environment variable of the value "" is taken away. */
    private Result run(Path command, Map<String, String> environment, String... arguments) throws Exception {
        var process = new ProcessBuilder(Stream.concat(Stream.of(command.toString()), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("errors").toFile());
        process.environment().putAll(environment);
        process.environment().values().removeIf(String::isEmpty);
        int exitCode = process.start().waitFor();
        return new Result(exitCode, read("output"), read("errors"));
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file), UTF_8);
    }

    private static void assertStarted(Result result) {
        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.output()).contains("<org.scratchcnn.cli.Main>");
        assertThat(result.errors()).doesNotContain("built");
    }

    @Test
    void passesArgumentsAndTheExitCodeOn() throws Exception {
        var result = run("report", "two words", "");

        assertStarted(result);
        assertThat(result.output())
                .startsWith(String.format(Locale.ROOT, "home %s ", project.toRealPath()))
                .contains("<-Djava.awt.headless=true>")
                .endsWith("<org.scratchcnn.cli.Main>\n<report>\n<two words>\n<>\n");
    }

    @Test
    void findsTheProjectThroughLinksAndWhateverTheShellsPathsAre() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), Path.of("project/cnn"));

        assertStarted(run(link, Map.of("CDPATH", "."), "report"));
        assertStarted(run(Path.of("project/cnn"), Map.of("CDPATH", "."), "report"));
    }

    @Test
    void startsInAFolderOfAnyNameInAnyLocale() throws Exception {
        var other = makeProject(folder.resolve("dürfte auch gehen"));

        for (var locale : List.of("C", "POSIX")) {
            var result = run(other.resolve("cnn"), Map.of("LC_ALL", locale), "report");

            assertStarted(result);
            assertThat(result.output()).contains("dürfte auch gehen locale C.UTF-8\n");
        }
        assertThat(run(other.resolve("cnn"), Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""), "report")
                        .output())
                .contains("locale C.UTF-8");
        assertThat(run(other.resolve("cnn"), Map.of("LC_ALL", "de_DE.UTF-8"), "report")
                        .output())
                .contains("locale de_DE.UTF-8");
    }

    @Test
    void refusesAFolderThatNoClassPathCanHold() throws Exception {
        var other = makeProject(folder.resolve("a:b"));

        var result = run(other.resolve("cnn"), Map.of(), "report");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors().lines())
                .singleElement()
                .asString()
                .startsWith("cnn: ")
                .contains("a:b", "colon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/no/jdk/here\n", "/no/jdk/here\n/a/class/path\n"})
    void buildsAgainWhereABuildWasInterrupted(String launch) throws Exception {
        Files.writeString(project.resolve("cli/target/launch"), launch);

        var result = run("report");

        assertThat(result.errors()).contains("built: -B -q -ntp -DskipTests package");
        assertThat(result.output()).contains("<org.scratchcnn.cli.Main>");
    }

    @Test
    void buildsWhatWasNeverBuiltAndWhatHasChanged() throws Exception {
        Files.delete(project.resolve("cli/target/launch"));
        assertThat(run("report").errors()).contains("built");

        assertThat(run("report").errors()).doesNotContain("built");

        Files.setLastModifiedTime(
                project.resolve("cli/pom.xml"), FileTime.from(Instant.now().plus(Duration.ofHours(1))));
        assertThat(run("report").errors()).contains("built");
    }

    @Test
    void saysThatABuildLeftNothingToStart() throws Exception {
        Files.writeString(project.resolve("cli/target/launch"), "");
        Files.writeString(project.resolve("to-be-built"), "");

        var result = run("report");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).endsWith("cli/target/launch: delete cli/target and try again\n");
    }

    @Test
    void startsQuicklyWhatComputesNothing() throws Exception {
        for (var command : List.of(List.of("report"), List.of("data", "--help"), List.of("bench", "--help"))) {
            assertThat(run(command.toArray(String[]::new)).output())
                    .contains("<-XX:TieredStopAtLevel=1>")
                    .doesNotContain("jdk.incubator.vector");
        }
        for (var command : List.of("bench", "compare", "gate", "inspect", "summary")) {
            assertThat(run(command).output()).contains("<jdk.incubator.vector>").doesNotContain("TieredStopAtLevel");
        }
    }

    @Test
    void alignsArraysWhereItComputesForLong() throws Exception {
        for (var command : List.of("bench", "check", "compare", "demo", "gate", "train")) {
            assertThat(run(command).output()).contains("<-XX:ObjectAlignmentInBytes=64>");
        }
        for (var command : List.of(List.of("summary"), List.of("predict"), List.of("train", "--help"))) {
            assertThat(run(command.toArray(String[]::new)).output()).doesNotContain("ObjectAlignmentInBytes");
        }
    }

    @Test
    void leavesTheJvmsWarningOutOfSummaries() throws Exception {
        var result = run("summary", "fashion-cnn");

        assertStarted(result);
        assertThat(result.errors()).isEqualTo("an error\n");
        assertThat(result.output()).endsWith("<summary>\n<fashion-cnn>\n");
    }

    /** The wrapper is Maven's own, but for this. */
    @Test
    void theMavenWrapperSaysWhatItNeedsAHomeFor() throws Exception {
        var result = run(Path.of("../mvnw").toRealPath(), without("HOME", "MAVEN_USER_HOME"), "-v");

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.errors().lines()).singleElement().asString().contains("HOME", "MAVEN_USER_HOME", "set");
    }

    private static Map<String, String> without(String... names) {
        var environment = new HashMap<String, String>();
        for (var name : names) {
            environment.put(name, "");
        }
        return environment;
    }
}
