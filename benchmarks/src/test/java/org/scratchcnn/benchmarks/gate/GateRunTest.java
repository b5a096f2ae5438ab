package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.revision.GitRepository;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

/** The whole way from two commits to the files, with a project whose build only notes down this test's class path. */
class GateRunTest {

    /** To see that everything is done, not what comes of it: cold forks allocate as they like. */
    private static final GateRules ONE_PAIR = new GateRules(1, 1, 0.08, 0.1, 0.05, 0.99, 0.01, 0.05, 0);

    @TempDir
    private Path temporary;

    private GitRepository repository = new GitRepository(Path.of(""));
    private final List<String> said = new ArrayList<>();
    private Duration spent = Duration.ZERO;
    private Duration spentByBuilds = Duration.ZERO;

    @BeforeEach
    void createRepository() throws IOException, InterruptedException {
        repository = GitRepository.create(temporary.resolve("project"));
        commit(System.getProperty("java.class.path"));
    }

    private void commit(String classPath) throws IOException, InterruptedException {
        repository.commitBuild("mkdir -p cli/target && printf '/jdk\\n%s\\n' > cli/target/launch".formatted(classPath));
    }

    private GateRun run(String base, String head) {
        var settings = new GateRun.Settings(
                "./cnn gate",
                repository.folder(),
                base,
                head,
                GateSet.QUICK,
                Duration.ofMinutes(45),
                1,
                temporary.resolve("out"));
        var gate = new Gate(ONE_PAIR, new PairPlan(0, 2, 1), 1, () -> 1, said::add);
        return new GateRun(settings, gate, () -> spent.toNanos(), this::hear);
    }

    private void hear(String line) {
        said.add(line);
        if (line.startsWith("Both are built")) {
            spent = spentByBuilds;
        }
    }

    @Test
    void comparesTwoCommitsAndLeavesOnlyTheFiles() throws Exception {
        repository.commit();

        var result = run("HEAD~1", "HEAD").run();

        assertThat(result.benchmarks()).hasSize(2).allSatisfy(benchmark -> {
            assertThat(benchmark.base()).hasSize(1);
            assertThat(benchmark.head()).hasSize(1);
            assertThat(benchmark.base().getFirst().ready().lossBits())
                    .hasSize(10)
                    .isEqualTo(benchmark.head().getFirst().ready().lossBits());
        });
        assertThat(temporary.resolve("out"))
                .isDirectoryContaining("glob:**summary.md")
                .isDirectoryContaining("glob:**junit.xml")
                .isDirectoryContaining("glob:**jmh-base.json")
                .isDirectoryContaining("glob:**jmh-head.json")
                .isDirectoryContaining("glob:**record.json");
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void saysThatOnlyCommittedCodeIsMeasured() throws Exception {
        Files.writeString(repository.folder().resolve("new.txt"), "new");

        var result = run("HEAD", "HEAD").run();

        assertThat(result.remarks())
                .singleElement()
                .asString()
                .startsWith("Only committed code is measured: 1 changed or new files");
        assertThat(said).containsAll(result.remarks());
    }

    @Test
    void saysBeforehandHowLongItTakes() throws Exception {
        spentByBuilds = Duration.ofMinutes(45);

        var _ = run("HEAD", "HEAD").run();

        assertThat(said.getFirst())
                .startsWith("Two builds, then 1 pairs of forks of each of 2 benchmarks: about 2 minutes;")
                .contains("at most 45 (--minutes)");
    }

    @Test
    void writesWhatIsOpenWhereTheBuildsTookAllTheTime() throws Exception {
        spentByBuilds = Duration.ofMinutes(45);

        var result = run("HEAD", "HEAD").run();

        assertThat(result.conclusion()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(temporary.resolve("out").resolve("summary.md"))
                .content()
                .contains("out of time: 0 of the first 1 pairs");
    }

    @Test
    void aHeadThatCannotBeTimedFails() throws Exception {
        commit("nowhere");

        var result = run("HEAD~1", "HEAD").run();

        assertThat(result.conclusion()).isEqualTo(Verdict.FAIL);
        assertThat(result.benchmarks().getFirst().finding().reason())
                .startsWith("the head can't be timed: exit code 1, The engine interface of this revision");
    }

    @Test
    void leavesNothingBehindWhereARevisionIsUnknown() {
        assertThatThrownBy(() -> run("nope", "HEAD").run()).isInstanceOf(IOException.class);
        assertThat(temporary.resolve("out")).doesNotExist();
    }

    @Test
    void refusesALockThatCannotBeRead() throws Exception {
        Files.writeString(repository.folder().resolve("numerics.lock"), "nonsense");
        repository.commit();

        assertThatThrownBy(() -> run("HEAD", "HEAD").run())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("numerics.lock, line 1 can't be read");
    }

    /** Nothing has to be timed to compare locks. */
    private GateRun runUntimed(String base, String head) {
        spentByBuilds = Duration.ofMinutes(45);
        return run(base, head);
    }

    private void commitLock(String text) throws IOException, InterruptedException {
        Files.writeString(repository.folder().resolve("numerics.lock"), text);
        repository.commit();
    }

    @Test
    void aHeadThatDeletesItsLockFails() throws Exception {
        commitLock("cost spiral-32-step 760 704");
        Files.delete(repository.folder().resolve("numerics.lock"));
        repository.commit();

        var result = runUntimed("HEAD~1", "HEAD").run();

        assertThat(result.benchmarks().getFirst().finding().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.benchmarks().getFirst().finding().reason())
                .isEqualTo("numerics.lock has lost the costs that the base's has");
    }

    @Test
    void saysThatTheNumbersChangedOnPurpose() throws Exception {
        commitLock("cost spiral-32-step 1 1");
        commitLock("cost spiral-32-step 760 704");

        assertThat(runUntimed("HEAD~1", "HEAD").run().remarks())
                .containsExactly("numerics.lock differs from the base's: the numbers changed on purpose");
        assertThat(temporary.resolve("out").resolve("summary.md"))
                .content()
                .contains("numerics.lock differs from the base's: the numbers changed on purpose");
    }

    @Test
    void aBaseWhoseLockCannotBeReadIsComparedWithoutIt() throws Exception {
        commitLock("loss spiral-32-step 16 25 40027afce134f020");
        commitLock("cost spiral-32-step 760 704");

        assertThat(runUntimed("HEAD~1", "HEAD").run().remarks())
                .singleElement()
                .asString()
                .startsWith("The base's lock was not compared with the head's: numerics.lock, line 1 can't be read");
    }

    @Test
    void anErrorLeavesNoVerdictOfAnEarlierRun() throws Exception {
        var out = Files.createDirectories(temporary.resolve("out"));
        for (var file : List.of("summary.md", "junit.xml", "record.json", "jmh-base.json", "jmh-head.json")) {
            Files.writeString(out.resolve(file), "PASS");
        }

        assertThatThrownBy(() -> run("nope", "HEAD").run()).isInstanceOf(IOException.class);

        assertThat(out).isEmptyDirectory();
    }
}
