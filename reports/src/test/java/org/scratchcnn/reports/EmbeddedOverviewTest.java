package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.SuiteSections;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.SampleConditions.Attempt;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class EmbeddedOverviewTest {

    @TempDir
    Path folder;

    @Test
    void replacesTheFiguresAndLeavesTheRestAlone() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "# Title\n<!-- figures -->\nold\n<!-- end of figures -->\nThe end.\n");
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .timed(1, 2, 4)
                .add()
                .run("dl4j", Tasks.cifar10())
                .timed(2, 6, 8)
                .add()
                .microbenchmark("conv", "forward", "NAIVE", 1_000_000, List.of(List.of(0.5)))
                .build();

        EmbeddedOverview.write(record, SuiteSections.report(record), file);
        EmbeddedOverview.write(record, SuiteSections.report(record), file);

        assertThat(file)
                .content()
                .startsWith("""
                # Title
                <!-- figures -->

                Measured by ./cnn compare --task spiral,fashion-mnist at 2026-01-02T03:04:05Z, from commit 0123456789abcdef0123456789abcdef01234567. Machine: Example CPU @ 2.60GHz, 2 cores, 24.0 GiB memory, Linux 6.1.

                **Accuracy and time of every task and engine**

                | Task | Batch | Engine | Test accuracy | Epochs | Training time | Training step, ms | Speed-up |
                | --- | ---: | --- | ---: | ---: | ---: | ---: | ---: |
                | cifar-10 on CIFAR-10 | 64 | scratch | – | – | – | 4.11 [4.08, 4.15] | 2.00 [1.98, 2.01] |
                | cifar-10 on CIFAR-10 | 64 | dl4j | – | – | – | 8.21 [8.17, 8.24] | 1 (reference) |
                """)
                .contains("| NAIVE | 2.00 |")
                .contains("- Each engine was started once, so variation between starts is not in the intervals.\n")
                .contains("- Steadiness: too short to tell; iterations a fork: 1.\n")
                .endsWith("\n\n<!-- end of figures -->\nThe end.\n")
                .doesNotContain("old");
    }

    @Test
    void carriesTheReservationsOfTheWholeReport() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "<!-- figures -->\n<!-- end of figures -->\n");
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .timed(
                        Operation.STEP,
                        Stream.concat(Collections.nCopies(10, 1.0).stream(), Collections.nCopies(10, 2.0).stream())
                                .toList())
                .add()
                .taken(0, new Attempt(List.of(), 0.9, List.of("other load")))
                .build();

        EmbeddedOverview.write(record, SuiteSections.report(record), file);

        assertThat(file)
                .content()
                .contains("Contended: 1 of 1 samples were taken while something else was at work.")
                .contains("- Not steady: 1 of the 1 series of timings behind this table changed their level");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no lines\n",
                "<!-- figures -->\n",
                "<!-- end of figures -->\n<!-- figures -->\n",
                "<!-- figures -->\n<!-- figures -->\n<!-- end of figures -->\n"
            })
    void refusesAFileThatDoesNotSayWhereFiguresGo(String text) throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, text);

        assertThatThrownBy(() -> EmbeddedOverview.write(
                        new RecordFixture().build(), ReportContent.of(new RecordFixture().build()), file))
                .isInstanceOf(IOException.class)
                .hasMessage(file
                        + " must have the line <!-- figures --> once, and the line <!-- end of figures --> below it");
        assertThat(file).hasContent(text);
    }

    @Test
    void keepsTheFilesOwnLineBreaksAndAMissingLastOne() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "Title\r\n<!-- figures -->\r\nold\r\n<!-- end of figures -->");
        var record = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .timed(1, 2, 4)
                .add()
                .build();

        EmbeddedOverview.write(record, ReportContent.of(record), file);

        assertThat(Files.readString(file))
                .startsWith("Title\r\n<!-- figures -->\r\n\r\n")
                .endsWith("\r\n\r\n<!-- end of figures -->")
                .contains("| cifar-10 on CIFAR-10 |")
                .doesNotContain("old")
                .doesNotContainPattern("[^\r]\n");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> EmbeddedOverview.write(
                        new RecordFixture().build(),
                        ReportContent.of(new RecordFixture().build()),
                        folder.resolve("none.md")))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no file %s to put figures into", folder.resolve("none.md"));
    }
}
