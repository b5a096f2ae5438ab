package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerProtocol;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFiles;
import org.scratchcnn.worker.record.RecordedPlan;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Replays in a project whose engines are fake: those of Deeplearning4j compute nothing, and PyTorch is not built. */
class ReplayCommandTest {

    private static final double BEFORE = 3;
    private static final double NOW = 1.5;

    @TempDir
    private Path home;

    /** The main class of engines of which {@code dl4j} answers at once and {@code dl4j-shipped} crashes. */
    static final class FakeEngine {

        private FakeEngine() {}

        static void main(String[] args) throws IOException {
            if (args[0].equals("dl4j-shipped")) {
                System.exit(3);
            }
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            var request = (WorkerRequest.Measure) WorkerProtocol.parseRequest(input.readLine());
            System.out.println(WorkerProtocol.format(
                    new WorkerEvent.Finished(timed(args[0], request.planned().task(), NOW))));
        }
    }

    private static EngineRun timed(String engine, TaskSpec task, double milliseconds) {
        var steps = new TimingSeries(
                Operation.STEP, task.training().batchSize(), 1, 3, List.of(milliseconds, milliseconds, milliseconds));
        return RecordFixture.timed(engine, task, List.of(steps), new Outcome.Completed());
    }

    @BeforeEach
    void build() throws IOException {
        var target = home.resolve("dl4j-reference/target");
        Files.createDirectories(target.resolve("classes"));
        Files.write(target.resolve("launch"), List.of("a JDK", System.getProperty("java.class.path")));
        Files.writeString(target.resolve("classes/engines.json"), """
                {"engines": ["dl4j", "dl4j-shipped"], "mainClass": "%s",
                 "jvmFlags": ["-Xmx64m", "-XX:TieredStopAtLevel=1"], "environment": {}}""".formatted(FakeEngine.class.getName()));
    }

    @Test
    void measuresThePlanAgainAndPrintsOldBesideNew() throws IOException {
        var record = write(planned("dl4j", "dl4j"), List.of());

        var result = replay(record);

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Side by side: old, new", "Record: ");
        assertThat(result.output().lines().filter(line -> line.contains("dl4j ")))
                .last()
                .asString()
                .contains("3.00 [3.00, 3.00]", "1.50 [1.50, 1.50]", "2.00 [2.00, 2.00]");
        var replayed = RecordFiles.read(onlyRecordOf(home.resolve("out")));
        assertThat(replayed.plan()).isEqualTo(RecordFiles.read(record).plan());
        assertThat(replayed.runs())
                .hasSize(2)
                .allSatisfy(run -> assertThat(run.outcome()).isEqualTo(new Outcome.Completed()));
    }

    @Test
    void failsWhereARunFails() throws IOException {
        var result = replay(write(planned("dl4j-shipped"), List.of()));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("1 of 1 run failed");
    }

    @Test
    void namesAnEngineThatIsNotBuilt() throws IOException {
        var result = replay(write(planned("dl4j", "pytorch"), List.of()));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError())
                .contains("can't be replayed: The module pytorch-reference is not built", "-Ppytorch");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void namesARecordThatIsTruncated() throws IOException {
        var record = write(planned("dl4j"), List.of());
        var whole = Files.readString(record);
        Files.writeString(record, whole.substring(0, whole.length() / 2));

        var result = replay(record);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError()).contains(record.toString());
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void namesARecordThatIsNotThere() {
        var result = replay(home.resolve("nowhere.json"));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError()).contains("There is no file " + home.resolve("nowhere.json"));
    }

    private CommandResult replay(Path record) {
        var factory = new IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return type == ReplayCommand.class
                        ? type.cast(new ReplayCommand(home))
                        : CommandLine.defaultFactory().create(type);
            }
        };
        return CommandResult.of(
                Main.commandLine(factory),
                "replay",
                record.toString(),
                "--out",
                home.resolve("out").toString());
    }

    private static RecordedPlan planned(String... engines) {
        return new RecordedPlan(
                Stream.of(engines)
                        .map(engine -> PlannedRun.timed(
                                Tasks.spiral(), engine, List.of(Operation.STEP), TimingPlan.counted(1, 3)))
                        .toList(),
                null,
                new EngineOptions(1),
                false);
    }

    /** A record of the planned runs. */
    private Path write(RecordedPlan plan, List<Microbenchmark> microbenchmarks) throws IOException {
        var file = Files.createTempFile(home, "record", ".json");
        var spiral = RecordFixture.spiral();
        var runs = plan.runs().stream()
                .map(run -> timed(run.engine(), run.task(), BEFORE))
                .toList();
        RecordFiles.write(
                new ComparisonRecord(
                        spiral.schemaVersion(),
                        spiral.created(),
                        spiral.command(),
                        null,
                        spiral.revision(),
                        spiral.machine(),
                        plan,
                        runs,
                        List.of(),
                        microbenchmarks,
                        List.of(),
                        true),
                file);
        return file;
    }

    private static Path onlyRecordOf(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("records"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
