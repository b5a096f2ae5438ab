package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.worker.record.RecordFiles;

class ReportCommandTest {

    @TempDir
    private Path folder;

    @Test
    void printsARecordAndDrawsItsReport() throws IOException {
        var record = folder.resolve("record.json");
        RecordFiles.write(RecordFixture.spiral(), record);
        var out = folder.resolve("out");

        var result = CommandResult.of("report", record.toString(), "--out", out.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("scratch", "87.5", "Record: " + record, "Report: " + out.resolve("report.md"));
        assertThat(out.resolve("report.md")).content().contains("spiral", "87.5");
    }

    @Test
    void putsTheOverviewIntoAMarkdownFile() throws IOException {
        var record = folder.resolve("record.json");
        RecordFiles.write(RecordFixture.spiral(), record);
        var readme = folder.resolve("README.md");
        Files.writeString(readme, "<!-- figures -->\n<!-- end of figures -->\n");

        var result =
                CommandResult.of("report", record.toString(), "--out", folder.toString(), "--into", readme.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Figures: " + readme);
        assertThat(readme).content().contains("| spiral, batch of 64 |", "87.5 %");
    }

    @Test
    void drawsEachOfSeveralRecordsAndAPageThatLeadsToAll() throws IOException {
        var first = folder.resolve("a/record.json");
        var second = folder.resolve("b/record.json");
        RecordFiles.write(RecordFixture.spiral(), first);
        RecordFiles.write(RecordFixture.spiral(), second);
        var out = folder.resolve("out");

        var result = CommandResult.of("report", first.toString(), second.toString(), "--out", out.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Page: " + out.resolve("index.html"));
        assertThat(out.resolve("record/index.html")).exists();
        assertThat(out.resolve("record-2/report.md")).exists();
        assertThat(out.resolve("index.html")).content().contains("record/index.html", "record-2/index.html");
    }

    @Test
    void namesRecordsThatCannotBeReadAndDrawsTheOthers() throws IOException {
        var whole = folder.resolve("whole.json");
        var truncated = folder.resolve("truncated.json");
        var changed = folder.resolve("changed.json");
        var newer = folder.resolve("newer.json");
        RecordFiles.write(RecordFixture.spiral(), whole);
        var json = Files.readString(whole);
        Files.writeString(truncated, json.substring(0, json.length() / 2));
        Files.writeString(changed, json.replace("0.875", "0.975"));
        Files.writeString(newer, json.replaceFirst("\"schemaVersion\" : \\d+", "\"schemaVersion\" : 999"));
        var out = folder.resolve("out");

        var result = CommandResult.of(
                "report",
                truncated.toString(),
                whole.toString(),
                changed.toString(),
                newer.toString(),
                "--out",
                out.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("cnn: " + truncated + ": "),
                        line -> assertThat(line).startsWith("cnn: " + changed + ": was changed after it was written"),
                        line -> assertThat(line).startsWith("cnn: " + newer + ": has schema version 999"));
        assertThat(out.resolve("whole/index.html")).exists();
        assertThat(out.resolve("index.html")).content().contains("changed.json", "newer.json", "truncated.json");
    }

    @Test
    void namesRecordsThatCannotBeDrawnAndDrawsTheOthers() throws IOException {
        var whole = folder.resolve("whole.json");
        var odd = folder.resolve("odd.json");
        RecordFiles.write(RecordFixture.spiral(), whole);
        RecordFiles.write(RecordFixture.timedInNoTime(), odd);
        var out = folder.resolve("out");

        var result = CommandResult.of("report", odd.toString(), whole.toString(), "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors().lines())
                .singleElement()
                .asString()
                .startsWith("cnn: The record odd could not be drawn: ");
        assertThat(result.output()).contains("whole").doesNotContain("odd");
        assertThat(out.resolve("whole/index.html")).exists();
    }

    @Test
    void leavesNoPageOfEarlierRecordsWhereEveryOneIsRefused() throws IOException {
        var out = folder.resolve("out");
        Files.createDirectories(out);
        Files.writeString(out.resolve("index.html"), "earlier records");
        var missing = folder.resolve("missing.json").toString();

        var result = CommandResult.of("report", missing, missing, "--out", out.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(out.resolve("index.html")).content().contains("missing.json").doesNotContain("earlier records");
    }

    @Test
    void putsTheOverviewOfOneRecordOnly() {
        var result = CommandResult.of("report", "a.json", "b.json", "--into", "README.md");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError()).contains("--into takes the overview of one record, but 2 are named");
    }

    @Test
    void takesTheNewestRecordWhereNoneIsNamed() throws IOException {
        var older = folder.resolve("records/b.json");
        var newer = folder.resolve("records/a.json");
        RecordFiles.write(RecordFixture.spiral(), older);
        RecordFiles.write(RecordFixture.spiral(), newer);
        Files.setLastModifiedTime(older, FileTime.from(Instant.ofEpochSecond(1_000)));
        Files.setLastModifiedTime(newer, FileTime.from(Instant.ofEpochSecond(2_000)));

        var result = CommandResult.of("report", "--out", folder.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.output()).contains("Record: " + newer);
    }

    @Test
    void namesARecordThatIsTruncated() throws IOException {
        var record = folder.resolve("record.json");
        RecordFiles.write(RecordFixture.spiral(), record);
        var json = Files.readString(record);
        Files.writeString(record, json.substring(0, json.length() / 2));

        assertFails(record.toString(), CommandResult.of("report", record.toString(), "--out", folder.toString()));
        assertThat(folder.resolve("report.md")).doesNotExist();
    }

    @Test
    void namesARecordThatIsNotThere() {
        var record = folder.resolve("record.json");

        assertFails("There is no file " + record, CommandResult.of("report", record.toString()));
    }

    @Test
    void namesAFolderThatIsGivenForARecord() {
        assertFails(folder + ": is a folder; name a record in it", CommandResult.of("report", folder.toString()));
    }

    @Test
    void saysHowARecordIsMeasuredWhereThereIsNone() {
        assertFails(
                "There is no record in %s; measure one with ./mvnw verify or ./cnn compare, or name a file"
                        .formatted(folder.resolve("records")),
                CommandResult.of("report", "--out", folder.toString()));
    }

    private static void assertFails(String message, CommandResult result) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError()).contains(message);
    }
}
