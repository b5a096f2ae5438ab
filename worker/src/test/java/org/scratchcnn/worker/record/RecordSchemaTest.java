package org.scratchcnn.worker.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordSchemaTest {

    private static final String WRITE = "writeRecordSchema";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void isTheOneOfThisVersionsRecords() throws IOException {
        var file = Path.of(
                "src/main/resources/org/scratchcnn/worker/record",
                RecordSchema.fileName(ComparisonRecord.SCHEMA_VERSION));
        var drawn = RecordSchema.ofThisVersion();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(file, drawn);
        }

        assertThat(file).as("the schema, which -D%s=true draws again", WRITE).hasContent(drawn);
    }

    @Test
    void acceptsWhatIsWritten() throws IOException {
        assertThat(problems(ComparisonRecord.SCHEMA_VERSION, written())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3, record-3-spiral.json",
        "4, record-4-spiral.json",
        "5, record-5-spiral.json",
        "5, record-5-smoke.json"
    })
    void acceptsOldRecordsByTheSchemaOfTheirVersion(int version, String name) throws Exception {
        var json = Files.readString(OldRecordsTest.file(name));

        assertThat(problems(version, json)).isEmpty();
    }

    /** Of the newest one too, so that whoever raises the version finds one there. */
    @Test
    void hasARecordOfEveryVersionThatIsRead() throws Exception {
        for (int version = RecordUpgrade.OLDEST; version <= ComparisonRecord.SCHEMA_VERSION; version++) {
            assertThat(Files.readString(OldRecordsTest.file("record-%d-spiral.json".formatted(version))))
                    .contains("\"schemaVersion\" : " + version);
        }
    }

    @Test
    void refusesWhatIsMissingUnknownOrOfAnotherType() throws IOException {
        var json = written();

        assertThat(problems(ComparisonRecord.SCHEMA_VERSION, json.replace("\"seed\"", "\"sead\"")))
                .anyMatch(problem -> problem.contains("sead"));
        assertThat(problems(
                        ComparisonRecord.SCHEMA_VERSION, json.replace("\"complete\" : false", "\"complete\" : \"no\"")))
                .anyMatch(problem -> problem.contains("complete"));
        assertThat(problems(
                        ComparisonRecord.SCHEMA_VERSION,
                        json.replace("\"schemaVersion\" : 5", "\"schemaVersion\" : 4")))
                .anyMatch(problem -> problem.contains("schemaVersion"));
        assertThat(problems(
                        ComparisonRecord.SCHEMA_VERSION,
                        json.replace("\"type\" : \"Unsupported\"", "\"type\" : \"Lost\"")))
                .isNotEmpty();
        assertThat(problems(ComparisonRecord.SCHEMA_VERSION, json.replace("\"checksum\" : \"", "\"checksum\" : \"no ")))
                .anyMatch(problem -> problem.contains("checksum"));
    }

    private String written() throws IOException {
        var file = folder.resolve("record.json");
        RecordFiles.write(Samples.comparison(), file);
        return Files.readString(file);
    }

    private static List<String> problems(int version, String json) throws IOException {
        return schema(version).validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static Schema schema(int version) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(version), InputFormat.JSON);
    }

    private static String resource(int version) throws IOException {
        var name = RecordSchema.fileName(version);
        try (var stream = Objects.requireNonNull(RecordFiles.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), UTF_8);
        }
    }
}
