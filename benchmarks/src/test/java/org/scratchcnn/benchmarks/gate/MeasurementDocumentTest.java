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

/** What docs/measurement.md says of the self-test, by the checked-in records. */
class MeasurementDocumentTest {

    /** The document's text. */
    static String text() throws IOException {
        return Files.readString(Path.of("..", "docs", "measurement.md"));
    }

    @Test
    void showsTheTableOfTheSelfTest() throws IOException {
        var table = MarkdownTable.render(CheckedInSelfTests.all().getFirst().table())
                .lines()
                .filter(line -> line.startsWith("|"))
                .collect(joining("\n", "\n\n", "\n\n"));

        // Not contains(), whose message would be the whole document.
        assertThat(text().contains(table))
                .as("docs/measurement.md has %s", table)
                .isTrue();
    }

    @Test
    void namesTheCommandAndTheCommitThatTheTableIsOf() throws IOException {
        var published = CheckedInSelfTests.all().getFirst();

        assertThat(List.of(published.command(), published.commit().substring(0, 7)))
                .allMatch(text()::contains);
    }

    @Test
    void theVerdictsAreByTheRulesAsTheyAre() throws IOException {
        assertThat(CheckedInSelfTests.all().getFirst().rules()).isEqualTo(GateRules.standard());
    }
}
