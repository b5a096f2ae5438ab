package org.scratchcnn.worker.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.json.RecordJson;
import tools.jackson.databind.node.ObjectNode;

class RecordFilesTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("records").resolve("comparison.json");
    }

    @Test
    void readsBackWhatItWroteIntoAFolderThatItMade() throws IOException {
        var comparison = Samples.comparison();

        RecordFiles.write(comparison, file);

        assertThat(RecordFiles.read(file)).isEqualTo(comparison);
    }

    @Test
    void replacesAFileAndLeavesNoOther() throws IOException {
        RecordFiles.write(Samples.comparison(), file);
        RecordFiles.write(Samples.comparison(), file);

        assertThat(file.getParent()).isDirectoryContaining("glob:**comparison.json");
        try (var files = Files.list(folder.resolve("records"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysThatAFolderIsNoRecord() {
        assertThatThrownBy(() -> RecordFiles.read(folder))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("%s: is a folder; name a record in it", folder);
    }

    @Test
    void saysThatATruncatedFileIsCutOffAndWhere() throws IOException {
        RecordFiles.write(Samples.comparison(), file);
        var json = Files.readString(file);
        Files.writeString(file, json.substring(0, json.length() / 2));

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining("line ")
                .hasMessageContaining("end-of-input");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5})
    void refusesAnotherSchemaVersionWhateverElseTheFileHolds(int version) throws IOException {
        file = Files.writeString(folder.resolve("other.json"), "{\"schemaVersion\": " + version + ", \"runs\": {}}");

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(file + ": has schema version " + version + ", but this program reads 1: measure again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", " \n", "{\"runs\": []}", "{\"schemaVersion\": 1, \"rules\": {\"pairs\": 10}}"})
    void refusesWhatIsNoRecord(String content) throws IOException {
        file = Files.writeString(folder.resolve("other.json"), content);

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("%s: is no comparison record, as ./cnn compare and ./cnn bench write them", file);
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        file = Files.write(folder.resolve("other.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("%s: is not UTF-8 text, so no comparison record", file);
    }

    @Test
    void saysWhichPropertyOfWhichRunIsUnknown() throws IOException {
        RecordFiles.write(Samples.comparison(), file);
        var tree = (ObjectNode) RecordJson.tree(Files.readString(file));
        tree.remove("checksum");
        ((ObjectNode) tree.path("runs").path(0).path("task").path("data")).put("colour", 1);
        Files.writeString(file, RecordJson.write(tree.put("checksum", RecordJson.hash(tree))));

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": ComparisonRecord at runs[0].task.data.colour: ")
                .hasMessageContaining(": unknown property \"colour\"; known here are [");
    }

    @Test
    void refusesARecordInWhichAValueWasChanged() throws IOException {
        RecordFiles.write(Samples.comparison(), file);
        Files.writeString(file, Files.readString(file).replace("850.5", "85.05"));

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": was changed after it was written: ");
    }

    @Test
    void refusesARecordWhoseChecksumWasTakenOut() throws IOException {
        RecordFiles.write(Samples.comparison(), file);
        var tree = (ObjectNode) RecordJson.tree(Files.readString(file));
        tree.remove("checksum");
        Files.writeString(file, RecordJson.write(tree));

        assertThatThrownBy(() -> RecordFiles.read(file))
                .isInstanceOf(InvalidFileException.class)
                .hasMessageStartingWith(file + ": was changed after it was written: ");
    }

    @Test
    void readsARecordThatWasOnlyIndentedAndOrderedOtherwise() throws IOException {
        RecordFiles.write(Samples.comparison(), file);
        Files.writeString(file, RecordJson.canonical(RecordJson.tree(Files.readString(file))));

        assertThat(RecordFiles.read(file)).isEqualTo(Samples.comparison());
    }

    @Test
    void readsWhatIsNotANumber() throws IOException {
        var infinite = Samples.comparison()
                .with(
                        List.of(),
                        List.of(new RulerReading(1, 0, List.of(Double.NaN, 1e-300, 3.0))),
                        List.of(),
                        List.of(),
                        false);
        RecordFiles.write(infinite, file);

        assertThat(RecordFiles.read(file)).isEqualTo(infinite);
    }

    @Test
    void letsTheFileSystemSayThatAFileIsMissing() {
        assertThatThrownBy(() -> RecordFiles.read(file)).isInstanceOf(NoSuchFileException.class);
    }
}
