package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.worker.record.RecordFiles;

class CompareRecordsCommandTest {

    @TempDir
    private Path folder;

    @Test
    void printsOldBesideNewAndDrawsItWhereAskedTo() throws IOException {
        var record = write("record.json");
        var out = folder.resolve("out");

        var result = CommandResult.of("compare-records", record.toString(), record.toString(), "--out", out.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .contains("scratch: training step", "1.10 [1.00, 1.20]", "Page: " + out.resolve("index.html"));
        assertThat(out.resolve("report.md")).exists();
    }

    @Test
    void drawsNothingWhereNotAskedTo() throws IOException {
        var record = write("record.json");

        assertThat(CommandResult.of("compare-records", record.toString(), record.toString())
                        .exitCode())
                .isZero();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(record);
        }
    }

    @Test
    void namesTheRecordThatIsNotWhole() throws IOException {
        var whole = write("whole.json");
        var changed = write("changed.json");
        Files.writeString(changed, Files.readString(changed).replace("0.875", "0.975"));

        var result = CommandResult.of("compare-records", whole.toString(), changed.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError()).contains(changed + ": was changed after it was written");
    }

    @Test
    void namesAFolderThatIsGivenForARecord() throws IOException {
        var result = CommandResult.of("compare-records", write("record.json").toString(), folder.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.onlyError()).contains(folder + ": is a folder; name a record in it");
    }

    private Path write(String name) throws IOException {
        var file = folder.resolve(name);
        RecordFiles.write(RecordFixture.spiral(), file);
        return file;
    }
}
