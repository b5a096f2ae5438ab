package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.json.RecordJson;

/** From two commits to the files, with a project whose build only writes a name, and forks that run nowhere. */
class GateRunTest {

    /** To see that everything is done, not what comes of it. */
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
        commit("first");
    }

    /** Commits a project whose build writes the file that the forks below read. */
    private void commit(String name) throws IOException, InterruptedException {
        repository.commitBuild(
                "mkdir -p scratch-cnn/target/classes && echo " + name + " > scratch-cnn/target/classes/name");
    }

    private GateRun run(String base, String head) {
        return new GateRun(
                "./cnn gate",
                repository.folder(),
                base,
                head,
                GateSet.QUICK,
                Duration.ofMinutes(45),
                temporary.resolve("out"),
                new Gate(ONE_PAIR, 1, () -> 1, () -> spent.toNanos(), this::hear),
                GateRunTest::forks);
    }

    /** Forks of a revision that take as many milliseconds as its name has letters. */
    private static Fork.Starter forks(String classPath) {
        return _ -> {
            var name = contentOf(new File(classPath, "name")).strip();
            if (name.equals("broken")) {
                throw new IOException("it does not start");
            }
            return new SteadyFork(
                    new ForkMessage.Ready(760, 704, 16, List.of()), new ForkMessage.Block(name.length(), 0));
        };
    }

    private void hear(String line) {
        said.add(line);
        if (line.startsWith("Both are built")) {
            spent = spentByBuilds;
        }
    }

    @Test
    void comparesTwoCommitsAndWritesTheFiles() throws Exception {
        commit("second");

        var result = run("HEAD~1", "HEAD").run();

        assertThat(result.benchmarks())
                .hasSize(2)
                .allSatisfy(benchmark ->
                        assertThat(benchmark.finding().pairs()).containsExactly(new Pair(5, 6, 6.0 / 5, 0)));
        assertThat(temporary.resolve("out/summary.md")).hasContent(result.markdown());
        assertThat(RecordJson.read(Files.readString(temporary.resolve("out/record.json")), GateResult.class))
                .isEqualTo(result);
        assertThat(temporary.resolve("out")).isDirectoryContaining("glob:**build-base.log");
    }

    @Test
    void saysBeforehandThatOnlyCommittedCodeIsMeasuredAndHowLongItTakes() throws Exception {
        Files.writeString(repository.folder().resolve("new.txt"), "new");

        var result = run("HEAD", "HEAD").run();

        assertThat(result.remarks())
                .singleElement()
                .asString()
                .startsWith("Only committed code is measured: 1 changed or new files");
        assertThat(said)
                .startsWith(
                        result.remarks().getFirst(),
                        "Two builds, then 1 pairs of each of 2 benchmarks: about 1 minutes where the machine is quiet, at most 45 (--minutes)");
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
        commit("broken");

        var result = run("HEAD~1", "HEAD").run();

        assertThat(result.conclusion()).isEqualTo(Verdict.FAIL);
        assertThat(result.benchmarks().getFirst().finding().reason())
                .isEqualTo("the head can't be timed: it does not start");
    }

    @Test
    void refusesALockThatCannotBeRead() throws Exception {
        Files.writeString(repository.folder().resolve("numerics.lock"), "nonsense");
        repository.commit();

        assertThatThrownBy(() -> run("HEAD", "HEAD").run())
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("numerics.lock has a line that can't be read");
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
                .isEqualTo("numerics.lock has lost the line \"cost spiral-32-step\" that the base's has");
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
    void anErrorLeavesNoVerdictOfAnEarlierRun() throws Exception {
        var out = Files.createDirectories(temporary.resolve("out"));
        for (var file : List.of("summary.md", "record.json")) {
            Files.writeString(out.resolve(file), "PASS");
        }

        assertThatThrownBy(() -> run("nope", "HEAD").run()).isInstanceOf(IOException.class);

        assertThat(out).isEmptyDirectory();
    }
}
