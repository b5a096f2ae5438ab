package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;

class RevisionProbeTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheCommitOfACleanCheckout() throws Exception {
        commitAFile();

        assertThat(RevisionProbe.read(folder)).isEqualTo(new Revision(git("rev-parse", "HEAD"), false));
    }

    @Test
    void noticesAFileThatDiffersFromTheCommit() throws Exception {
        commitAFile();
        Files.writeString(folder.resolve("file"), "changed");

        assertThat(RevisionProbe.read(folder)).isEqualTo(new Revision(git("rev-parse", "HEAD"), true));
    }

    @Test
    void noticesAFileThatTheCommitDoesNotHave() throws Exception {
        commitAFile();
        Files.writeString(folder.resolve("another"), "new");

        assertThat(RevisionProbe.read(folder).dirty()).isTrue();
    }

    @Test
    void knowsNothingOfAFolderThatIsNoCheckout() {
        assertThat(RevisionProbe.read(folder)).isEqualTo(new Revision("unknown", false));
    }

    @Test
    void knowsNothingOfACheckoutWithoutACommit() throws Exception {
        git("init", "-q");

        assertThat(RevisionProbe.read(folder)).isEqualTo(new Revision("unknown", false));
    }

    /** Else a commit would be called clean of which nobody knows whether it is. */
    @Test
    void knowsNothingOfACheckoutWhoseFilesGitCannotCompare() throws Exception {
        commitAFile();
        Files.writeString(folder.resolve(".git").resolve("index"), "no index");

        assertThat(RevisionProbe.read(folder)).isEqualTo(new Revision("unknown", false));
    }

    private void commitAFile() throws IOException, InterruptedException {
        git("init", "-q");
        Files.writeString(folder.resolve("file"), "content");
        git("add", "file");
        git(
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "-q",
                "-m",
                "Add a file");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
