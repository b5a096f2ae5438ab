package org.scratchcnn.worker.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import tools.jackson.databind.node.ObjectNode;

/** Records that older versions wrote, as they wrote them. */
class OldRecordsTest {

    @Test
    void readsATrainingRecordOfSchemaVersion3() throws Exception {
        var record = read("record-3-spiral.json");

        assertThat(record.schemaVersion()).isEqualTo(ComparisonRecord.SCHEMA_VERSION);
        assertThat(record.plan()).isNull();
        assertThat(record.conditions()).isEmpty();
        assertThat(record.complete()).isTrue();
        assertThat(record.runs()).singleElement().satisfies(run -> {
            assertThat(run.engine()).isEqualTo("scratch");
            assertThat(run.protocol()).isEqualTo(Protocol.TRAIN);
            assertThat(run.taskHash()).isEqualTo(RecordJson.taskHash(run.task()));
            assertThat(run.epochs()).hasSize(2);
            assertThat(run.timings()).isNotEmpty();
        });
        assertThat(record.rulers()).isNotEmpty();
    }

    @Test
    void readsATrainingRecordOfSchemaVersion4() throws Exception {
        var record = read("record-4-spiral.json");

        assertThat(record.schemaVersion()).isEqualTo(ComparisonRecord.SCHEMA_VERSION);
        assertThat(Objects.requireNonNull(record.plan()).runs())
                .isNotEmpty()
                .allSatisfy(planned -> assertThat(planned.target()).isNull());
        assertThat(record.runs())
                .singleElement()
                .satisfies(run -> assertThat(run.epochs()).hasSize(2));
        assertThat(record.conditions()).isEmpty();
    }

    @Test
    void readsATrainingRecordOfSchemaVersion5() throws Exception {
        var record = read("record-5-spiral.json");

        assertThat(record.complete()).isTrue();
        assertThat(record.runs()).singleElement().satisfies(run -> {
            assertThat(run.engine()).isEqualTo("scratch");
            assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(run.taskHash()).isEqualTo(RecordJson.taskHash(run.task()));
            assertThat(run.epochs()).hasSize(2);
        });
        assertThat(record.rulers()).isNotEmpty();
        assertThat(record.conditions())
                .singleElement()
                .satisfies(conditions -> assertThat(conditions.attempts()).hasSize(1));
    }

    @Test
    void readsARecordOfMicrobenchmarksOfSchemaVersion5() throws Exception {
        var record = read("record-5-smoke.json");

        assertThat(record.complete()).isTrue();
        assertThat(record.suite()).isEqualTo("smoke");
        assertThat(Objects.requireNonNull(record.plan()).microbenchmarks()).isEqualTo("smoke");
        assertThat(record.microbenchmarks()).hasSize(44).allSatisfy(benchmark -> {
            assertThat(benchmark.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(benchmark.forks()).hasSize(1);
            assertThat(benchmark.jvm()).isNotNull();
            assertThat(benchmark.facts()).isNotNull();
        });
        assertThat(record.rulers()).isNotEmpty();
        assertThat(record.conditions()).hasSize(11);
    }

    @Test
    void readsFirstRecordsOfSchemaVersion5ThatSayNothingOfConditions(@TempDir Path folder) throws Exception {
        var file = folder.resolve("record.json");
        var tree = (ObjectNode) RecordJson.tree(Samples.comparison());
        tree.remove("conditions");
        tree.put("checksum", RecordJson.hash(tree));
        Files.writeString(file, RecordJson.writeIndented(tree));

        var record = RecordFiles.read(file);

        assertThat(record.conditions()).isEmpty();
        assertThat(record.runs()).isEqualTo(Samples.comparison().runs());
    }

    @Test
    void readsFirstRecordsOfSchemaVersion5ThatSayNothingOfLayers(@TempDir Path folder) throws Exception {
        var file = folder.resolve("record.json");
        var tree = (ObjectNode) RecordJson.tree(Samples.comparison());
        tree.path("runs").forEach(run -> ((ObjectNode) run).remove("layers"));
        tree.put("checksum", RecordJson.hash(tree));
        Files.writeString(file, RecordJson.writeIndented(tree));

        assertThat(RecordFiles.read(file)).isEqualTo(Samples.comparison());
    }

    @Test
    void readsFirstRecordsOfSchemaVersion5ThatSayNothingOfHowMicrobenchmarksEnded(@TempDir Path folder)
            throws Exception {
        var file = folder.resolve("record.json");
        var tree = (ObjectNode) RecordJson.tree(Samples.comparison());
        tree.path("microbenchmarks")
                .forEach(benchmark -> ((ObjectNode) benchmark).remove(List.of("jvm", "facts", "outcome")));
        tree.put("checksum", RecordJson.hash(tree));
        Files.writeString(file, RecordJson.writeIndented(tree));

        assertThat(RecordFiles.read(file).microbenchmarks()).hasSize(2).allSatisfy(benchmark -> {
            assertThat(benchmark.jvm()).isNull();
            assertThat(benchmark.facts()).isNull();
            assertThat(benchmark.outcome()).isEqualTo(new Outcome.Completed());
        });
    }

    @Test
    void namesAFileOfSchemaVersion3WhoseBenchmarksAreNone(@TempDir Path folder) throws Exception {
        var file = folder.resolve("record.json");
        Files.writeString(
                file,
                Files.readString(file("record-3-spiral.json"))
                        .replaceFirst("\"microbenchmarks\" : \\[ *\\]", "\"microbenchmarks\" : [ 5 ]"));

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageContainingAll(file.toString(), "microbenchmarks[0]");
    }

    @Test
    void readsBenchmarksOfSchemaVersion3(@TempDir Path folder) throws Exception {
        var file = folder.resolve("record.json");
        Files.writeString(
                file,
                Files.readString(file("record-3-spiral.json")).replaceFirst("\"microbenchmarks\" : \\[ *\\]", """
                                "microbenchmarks" : [ {
                                  "operation" : "conv2d", "workload" : "cifar-cnn/3", "pass" : "forward",
                                  "algorithm" : "NAIVE", "batchSize" : 16, "threads" : 1, "nominalFlops" : 10,
                                  "forks" : [ [ 1.5 ] ], "protocol" : "JMH" } ]"""));

        assertThat(RecordFiles.read(file).microbenchmarks()).singleElement().satisfies(benchmark -> {
            assertThat(benchmark.forks()).containsExactly(List.of(1.5));
            assertThat(benchmark.allocatedBytes()).isNull();
            assertThat(benchmark.outcome()).isEqualTo(new Outcome.Completed());
        });
    }

    static Path file(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(OldRecordsTest.class.getResource(name), name)
                .toURI());
    }

    private static ComparisonRecord read(String name) throws IOException, URISyntaxException {
        return RecordFiles.read(file(name));
    }
}
