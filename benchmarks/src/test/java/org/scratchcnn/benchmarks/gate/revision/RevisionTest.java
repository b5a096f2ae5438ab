package org.scratchcnn.benchmarks.gate.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout.Commit;

class RevisionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path temporary;

    private GitRepository repository = new GitRepository(Path.of(""));

    @BeforeEach
    void createRepository() throws IOException, InterruptedException {
        repository = GitRepository.create(temporary.resolve("project"));
        repository.commitBuild("mkdir -p cli/target && printf '/jdk\\nthe/class/path\\n' > cli/target/launch");
    }

    private Commit head() throws RevisionException {
        return GitCheckout.at(repository.folder()).commit("HEAD");
    }

    @Test
    void findsACommitByAnyOfItsNames() throws Exception {
        var hash = repository.git("rev-parse", "HEAD");
        var checkout = GitCheckout.at(repository.folder());

        assertThat(checkout.commit("main")).isEqualTo(new Commit(hash, "A commit"));
        assertThat(checkout.commit(hash.substring(0, 8)).hash()).isEqualTo(hash);
        assertThat(head().abbreviated()).isEqualTo(hash.substring(0, 10));
    }

    @Test
    void saysThatARevisionIsUnknown() {
        assertThatThrownBy(() -> GitCheckout.at(repository.folder()).commit("no-such-branch"))
                .isInstanceOf(RevisionException.class)
                .hasMessageStartingWith("There is no revision \"no-such-branch\" here: name a branch");
        assertThatThrownBy(() -> GitCheckout.at(repository.folder()).commit("--all"))
                .isInstanceOf(RevisionException.class)
                .hasMessageStartingWith("There is no revision \"--all\" here");
    }

    @Test
    void saysThatAFolderIsNoCheckout() {
        assertThatThrownBy(() -> GitCheckout.at(temporary))
                .isInstanceOf(RevisionException.class)
                .hasMessageStartingWith(temporary + " is not a git checkout");
    }

    @Test
    void countsWhatIsNotCommitted() throws Exception {
        assertThat(GitCheckout.at(repository.folder()).changedFiles()).isZero();

        Files.writeString(repository.folder().resolve("new.txt"), "new");
        Files.writeString(repository.folder().resolve("mvnw"), "changed");

        assertThat(GitCheckout.at(repository.folder()).changedFiles()).isEqualTo(2);
    }

    @Test
    void countsNothingWhereGitCannotTell() throws Exception {
        Files.writeString(repository.folder().resolve(".git").resolve("index"), "no index");

        assertThatThrownBy(() -> GitCheckout.at(repository.folder()).changedFiles())
                .isInstanceOf(RevisionException.class)
                .hasMessageStartingWith("git status ended with exit code 128: fatal: ");
    }

    @Test
    void buildsARevisionInAWorktreeThatIsRemoved() throws Exception {
        var processes = new ChildProcesses();
        Path worktree;
        try (var worktrees = Worktrees.create(GitCheckout.at(repository.folder()), processes)) {
            worktree = worktrees.add("head", head());

            assertThat(new RevisionBuild(processes).build(head(), worktree, PATIENCE, temporary.resolve("build.log")))
                    .isEqualTo("the/class/path");
            assertThat(repository.git("worktree", "list").lines()).hasSize(2);
        }
        assertThat(worktree.getParent()).doesNotExist();
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void namesTheFirstErrorOfABuildThatFails() throws Exception {
        repository.commitBuild("echo '[INFO] working'; echo '[ERROR] no such symbol'; echo '[ERROR] more'; exit 1");
        var log = temporary.resolve("logs/build.log");

        assertThatThrownBy(() -> build(log))
                .isInstanceOf(RevisionException.class)
                .hasMessage("%s (A commit) does not build: no such symbol; %s says more"
                        .formatted(head().abbreviated(), log));
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void readsAnErrorThatIsNoUtf8AsFarAsItCan() throws Exception {
        repository.commitBuild("printf '[ERROR] caf\\351 is missing\\n'; exit 1");

        assertThatThrownBy(() -> build(temporary.resolve("build.log")))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("does not build: caf\uFFFD is missing; ");
    }

    @Test
    void endsABuildThatThereIsNoMoreTimeFor() throws Exception {
        repository.commitBuild("sleep 600");

        assertThatThrownBy(() -> build(Duration.ofMillis(-1), temporary.resolve("build.log")))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("did not end within the 0 minutes that were left for it")
                .hasMessageEndingWith("--minutes gives more");
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void saysThatARevisionHasNoBuildOrIsTooOld() throws Exception {
        repository.commitBuild("exit 0");
        assertThatThrownBy(() -> build(temporary.resolve("build.log")))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("does not write cli/target/launch, so it is too old to be measured");

        Files.delete(repository.folder().resolve("mvnw"));
        repository.commit();
        assertThatThrownBy(() -> build(temporary.resolve("build.log")))
                .isInstanceOf(RevisionException.class)
                .hasMessageContaining("has no ./mvnw");
    }

    @Test
    void endsABuildAndAllItStartedWhenTheGateEnds() throws Exception {
        repository.commitBuild("sleep 600 & echo $! > ../child; wait");
        var processes = new ChildProcesses();

        var folder = endDuringBuild(processes, "child");

        assertThat(folder).doesNotExist();
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
        assertThatThrownBy(() -> processes.start(new ProcessBuilder("true"))).isInstanceOf(IOException.class);
    }

    @Test
    void removesWhatABuildStillWritesWhenTheGateEnds() throws Exception {
        repository.commitBuild(
                "(while [ $((i=i+1)) -lt 20000 ]; do echo > ../file$i; done; sleep 600) & echo $! > ../child; wait");

        assertThat(endDuringBuild(new ChildProcesses(), "file100")).doesNotExist();
    }

    /**
     * Builds the head and ends the gate meanwhile.
     *
     * @param written file beside the checkout that the build has to have written by then
     * @return where both were
     */
    private Path endDuringBuild(ChildProcesses processes, String written) throws Exception {
        var worktrees = Worktrees.create(GitCheckout.at(repository.folder()), processes);
        var worktree = worktrees.add("head", head());
        var file = worktree.resolveSibling(written);
        var killer = Thread.ofVirtual().start(() -> {
            while (file.toFile().length() == 0) {
                Thread.onSpinWait();
            }
            worktrees.close();
        });

        assertThatThrownBy(() ->
                        new RevisionBuild(processes).build(head(), worktree, PATIENCE, temporary.resolve("build.log")))
                .isInstanceOf(InterruptedException.class);
        killer.join();
        return worktree.resolve("..").normalize();
    }

    private void build(Path log) throws IOException, InterruptedException {
        build(PATIENCE, log);
    }

    private void build(Duration time, Path log) throws IOException, InterruptedException {
        var processes = new ChildProcesses();
        try (var worktrees = Worktrees.create(GitCheckout.at(repository.folder()), processes)) {
            var _ = new RevisionBuild(processes).build(head(), worktrees.add("head", head()), time, log);
        }
    }
}
