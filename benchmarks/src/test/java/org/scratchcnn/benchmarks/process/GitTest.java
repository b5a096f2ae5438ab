package org.scratchcnn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GitTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** A git that does this. */
    private Git git(String script, Duration patience) throws IOException {
        var program = Files.writeString(folder.resolve("git"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Git(program.toString(), folder, patience);
    }

    @Test
    void asksTheGitThatIsInstalledAboutTheFolder() throws Exception {
        var git = new Git(folder);

        assertThat(git.run("init", "-q")).isEmpty();
        assertThat(git.run("rev-parse", "--git-dir")).containsExactly(".git");
    }

    @Test
    void answersWithStandardOutputAlone() throws Exception {
        var git = git("echo a warning >&2; echo one; echo two", PATIENCE);

        assertThat(git.run("status")).containsExactly("one", "two");
    }

    @Test
    void failsWhereGitDoesAndTellsWhatItSaid() throws Exception {
        var git = git("echo half an answer; echo hint >&2; echo fatal: no >&2; exit 3", PATIENCE);

        assertThatThrownBy(() -> git.run("status", "--porcelain"))
                .isInstanceOfSatisfying(
                        Git.FailedException.class,
                        e -> assertThat(e.complaint()).isEqualTo("fatal: no"))
                .hasMessage("git status ended with exit code 3: fatal: no");
    }

    @Test
    void saysThatThereIsNoGit() {
        var git = new Git(folder.resolve("nowhere").toString(), folder, PATIENCE);

        assertThatThrownBy(() -> git.run("status"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("git can't be run: ");
    }

    @Test
    @Timeout(120)
    void endsAGitThatDoesNotEndAndAllThatItStarted() throws Exception {
        var git = git("sleep 600 & echo $! > '%s'; wait".formatted(folder.resolve("child")), Duration.ofSeconds(1));

        assertThatThrownBy(() -> git.run("status"))
                .isInstanceOf(IOException.class)
                .hasMessage("git status did not end within 1 s");
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        var handle = ProcessHandle.of(child);
        if (handle.isPresent()) {
            assertThat(handle.get().onExit().get(1, TimeUnit.MINUTES).isAlive()).isFalse();
        }
    }
}
