package org.scratchcnn.benchmarks.gate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.reports.table.MarkdownTable;

/** What docs/measurement.md says of the self-test, held against the checked-in records. */
class MeasurementDocumentTest {

    /** The document's text. */
    static String text() throws IOException {
        return Files.readString(Path.of("..", "docs", "measurement.md"));
    }

    @Test
    void showsTheTableOfTheSelfTest() throws IOException {
        var table = MarkdownTable.render(SelfTestTable.of(CheckedInSelfTests.read(CheckedInSelfTests.PUBLISHED)))
                .lines()
                .filter(line -> line.startsWith("|"))
                .collect(joining("\n", "\n\n", "\n\n"));

        // Not contains(), whose message would be the whole document.
        assertThat(text().contains(table))
                .as("docs/measurement.md has %s", table)
                .isTrue();
    }

    @Test
    void namesTheCommandsAndTheCommitOfEverySelfTest() throws IOException {
        var document = text();

        assertThat(CheckedInSelfTests.all())
                .allSatisfy(selfTest -> assertThat(List.of(
                                selfTest.command(), selfTest.revision().commit().substring(0, 7)))
                        .allMatch(document::contains));
    }

    @Test
    void theSelfTestsAreComplete() throws IOException {
        assertThat(CheckedInSelfTests.all()).allSatisfy(selfTest -> {
            assertThat(selfTest.complete()).isTrue();
            assertThat(selfTest.schemaVersion()).isEqualTo(SelfTestRecord.SCHEMA_VERSION);
        });
    }

    @Test
    void theVerdictsAreByTheRulesAsTheyAre() throws IOException {
        assertThat(CheckedInSelfTests.read(CheckedInSelfTests.PUBLISHED).rules())
                .isEqualTo(GateRules.standard());
    }
}
