package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.worker.record.RecordFixture;

class ReportTest {

    @TempDir
    Path folder;

    @Test
    void replacesAnOlderReportAndLeavesOtherFilesAlone() throws Exception {
        Files.writeString(folder.resolve("report.md"), "old");
        Files.writeString(folder.resolve("notes.txt"), "mine");

        Report.render(ReportContent.of(new RecordFixture().build()), folder);

        assertThat(folder.resolve("report.md")).content().startsWith("# Comparison");
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    /** For example of a display that is not there, which the JDK's graphics answer with an error. */
    @Test
    void namesAChartThatCannotBeDrawnAndWritesTheRest() throws Exception {
        var broken = new Panel("A picture of bars", () -> {
            throw new NoClassDefFoundError("sun.awt.X11GraphicsEnvironment");
        });
        var content = new ReportContent(
                "Comparison",
                List.of(),
                "",
                List.of(),
                List.of(new Section(
                        Part.TASKS,
                        "spiral",
                        List.of(
                                new FigureBlock(new Figure("bars", "Longer is slower.", List.of(broken))),
                                new Paragraph("85 %")))));

        Report.render(content, folder);

        for (var file : List.of("report.md", "index.html")) {
            assertThat(folder.resolve(file))
                    .content()
                    .contains("This chart could not be drawn", "X11GraphicsEnvironment", "85 %");
        }
        assertThat(folder.resolve("charts")).isEmptyDirectory();
    }
}
