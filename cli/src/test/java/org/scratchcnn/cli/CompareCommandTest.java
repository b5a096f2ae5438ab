package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.core.record.Outcome;
import org.scratchcnn.records.RecordFiles;

class CompareCommandTest {

    @TempDir
    private Path folder;

    /** Through a real worker process, which ends at once because its data are missing. */
    @Test
    void failsAndSaysHowTheDataAreFetchedWhereTheyAreMissing() throws IOException {
        var data = folder.resolve("my data");
        var out = folder.resolve("out");

        var result = CommandResult.of(
                "compare",
                "--task",
                "fashion-mnist",
                "--engines",
                "scratch",
                "--threads",
                "1",
                "--data",
                data.toString(),
                "--out",
                out.toString(),
                "--record-only");

        assertThat(result.exitCode()).isEqualTo(1);
        var record = onlyRecord(out);
        assertThat(result.output().strip()).isEqualTo("Record: " + record);
        var comparison = RecordFiles.read(record);
        assertThat(comparison.command())
                .isEqualTo(
                        "./cnn compare --task fashion-mnist --engines scratch --threads 1 --data '%s' --out %s --record-only"
                                .formatted(data, out));
        assertThat(comparison.complete()).isTrue();
        assertThat(comparison.runs()).singleElement().satisfies(run -> {
            assertThat(run.engine()).isEqualTo("scratch");
            assertThat(run.options().threads()).isEqualTo(1);
            assertThat(run.outcome())
                    .asInstanceOf(type(Outcome.Failed.class))
                    .satisfies(failed -> assertThat(failed.message())
                            .startsWith("Fashion-MNIST is missing")
                            .contains("./cnn data download fashion-mnist", "train-images-idx3-ubyte", "bytes")
                            .endsWith("into " + data.resolve("fashion-mnist")));
        });
    }

    private static Path onlyRecord(Path out) throws IOException {
        try (var files = Files.list(out.resolve("records"))) {
            var records = files.toList();
            assertThat(records).hasSize(1);
            return records.getFirst();
        }
    }
}
