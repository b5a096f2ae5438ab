package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.benchmarks.gate.RevisionBuild.Commit;

class RevisionTest {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @TempDir
    private Path temporary;

    private GitRepository repository = new GitRepository(Path.of(""));

    @BeforeEach
    void createRepository() throws IOException, InterruptedException {
        repository = GitRepository.create(temporary.resolve("project"));
        repository.commitBuild("mkdir classes");
    }

    private Commit head() throws IOException, InterruptedException {
        return commit("HEAD");
    }

    private Commit commit(String revision) throws IOException, InterruptedException {
        return RevisionBuild.commit(repository.folder(), revision);
    }

    @Test
    void findsACommitByAnyOfItsNames() throws Exception {
        var hash = repository.git("rev-parse", "HEAD");

        assertThat(commit("main")).isEqualTo(new Commit(hash, "A commit"));
        assertThat(commit(hash.substring(0, 8)).hash()).isEqualTo(hash);
        assertThat(head().title()).isEqualTo(hash.substring(0, 10) + " (A commit)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-branch", "--all"})
    void saysThatARevisionIsUnknown(String revision) {
        assertThatThrownBy(() -> commit(revision))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "git finds no revision \"" + revision + "\" in " + repository.folder() + ": fatal: ");
    }

    @Test
    void saysWhyGitDoesNotReadAFolder() {
        assertThatThrownBy(() -> RevisionBuild.commit(temporary, "main"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fatal: not a git repository");
    }

    @Test
    void buildsTheFilesOfACommitInPlaceOfWhatWasThere() throws Exception {
        Files.writeString(repository.folder().resolve("mvnw"), "not committed");
        var earlier = Files.createDirectories(temporary.resolve("revision/earlier"));

        assertThat(build(LIMIT))
                .isEqualTo(
                        temporary.resolve("revision/scratch-cnn/target/classes").toString());

        assertThat(earlier).doesNotExist();
        assertThat(temporary.resolve("revision/classes")).isDirectory();
        assertThat(repository.git("status", "--porcelain")).isEqualTo("M mvnw");
    }

    private String build(Duration time) throws IOException, InterruptedException {
        var folder = temporary.resolve("revision");
        return RevisionBuild.build(repository.folder(), head(), folder, time, temporary.resolve("logs/build.log"));
    }

    @Test
    void namesTheLogOfABuildThatFails() throws Exception {
        repository.commitBuild("echo '[ERROR] no such symbol'; exit 1");

        assertThatThrownBy(() -> build(LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage(head().title() + " does not build; " + temporary.resolve("logs/build.log") + " says why");
        assertThat(temporary.resolve("logs/build.log")).content().contains("no such symbol");
    }

    @Test
    void endsABuildThatThereIsNoMoreTimeFor() throws Exception {
        repository.commitBuild("sleep 600");

        assertThatThrownBy(() -> build(Duration.ofMillis(-1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not end in the time that was left for it")
                .hasMessageEndingWith("--minutes gives more");
    }
}
