package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.reports.EmbeddedOverview;
import org.scratchcnn.worker.record.RecordFiles;

/** README's figures are never typed: whoever measures them again runs the command that the message names. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path folder;

    @Test
    void holdsTheFiguresOfTheCheckedInRecord() throws IOException {
        var readme = Files.copy(ROOT.resolve("README.md"), folder.resolve("README.md"));

        EmbeddedOverview.write(Suites.report(RecordFiles.read(ROOT.resolve("docs/readme-record.json"))), readme);

        assertThat(readme)
                .as("README.md; ./cnn report docs/readme-record.json --into README.md writes it")
                .hasSameTextualContentAs(ROOT.resolve("README.md"));
    }
}
