package org.scratchcnn.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;

class GitTest {

    private static final Revision UNKNOWN = new Revision("unknown", false);
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    /** A git that does this. */
    private Git git(String script, Duration limit) throws IOException {
        var program = Files.writeString(folder.resolve("git"), "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Git(program.toString(), folder, limit);
    }

    @Test
    void asksTheGitThatIsInstalledAboutTheFolder() throws Exception {
        var git = new Git(folder);

        assertThat(git.run("init", "-q")).isEmpty();
        assertThat(git.run("rev-parse", "--git-dir")).containsExactly(".git");
    }

    @Test
    void answersWithStandardOutputAlone() throws Exception {
        var git = git("echo a warning >&2; echo one; echo two", LIMIT);

        assertThat(git.run("status")).containsExactly("one", "two");
    }

    @Test
    void failsWhereGitDoesAndTellsAllThatItSaidInOneLine() throws Exception {
        var git = git("echo half an answer; echo hint >&2; echo fatal: no >&2; exit 3", LIMIT);

        assertThatThrownBy(() -> git.run("status", "--porcelain"))
                .isInstanceOf(IOException.class)
                .hasMessage("hint fatal: no");
    }

    @Test
    void saysThatThereIsNoGit() {
        var git = new Git(folder.resolve("nowhere").toString(), folder, LIMIT);

        assertThatThrownBy(() -> git.run("status"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void killsAGitThatDoesNotEnd() throws Exception {
        var git = git("sleep 600", Duration.ofMillis(10));

        assertThatThrownBy(() -> git.run("status"))
                .isInstanceOf(IOException.class)
                .hasMessage("git status did not end within 0 s");
    }

    @Test
    void readsWhatGitSaysInEnglish() throws Exception {
        assertThat(git("echo $LC_ALL", LIMIT).run("status")).containsExactly("C");
    }

    @Test
    void tellsTheCommitAndWhetherFilesDifferFromIt() throws Exception {
        var git = new Git(folder);
        git.run("init", "-q");
        Files.writeString(folder.resolve("file"), "content");
        git.run("add", "file");
        git.run("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "Add a file");
        var commit = git.run("rev-parse", "HEAD").getLast();

        assertThat(git.revision()).isEqualTo(new Revision(commit, false));

        Files.writeString(folder.resolve("another"), "new");
        assertThat(git.revision()).isEqualTo(new Revision(commit, true));

        // Else a commit would be called clean of which nobody knows whether it is.
        Files.writeString(folder.resolve(".git").resolve("index"), "no index");
        assertThat(git.revision()).isEqualTo(UNKNOWN);
    }

    @Test
    void knowsNoRevisionWithoutACheckoutOrACommit() throws Exception {
        var git = new Git(folder);

        assertThat(git.revision()).isEqualTo(UNKNOWN);
        git.run("init", "-q");
        assertThat(git.revision()).isEqualTo(UNKNOWN);
    }
}
