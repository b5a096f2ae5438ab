package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.content.ReportContent;

/** The golden file holds the wording of what a reader sees first; other tests assert values. */
class ConsoleReportTest {

    /** Below it stand the paths of report, page and record. */
    private static final int PATHS = 3;

    @Test
    void saysInFortyLinesOfAHundredColumnsWhatACompleteRecordShows() throws IOException {
        var text = ConsoleReport.of(ReportContent.of(RealisticRecord.build()));

        assertThat(text).isEqualTo(golden());
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(40 - PATHS).allMatch(line -> line.length() <= 100);
    }

    private static String golden() throws IOException {
        try (var file = Objects.requireNonNull(ConsoleReportTest.class.getResourceAsStream("console.txt"))) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
