package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

class EmbeddedOverviewTest {

    private static final ReportContent CONTENT = content(List.of());

    @TempDir
    Path folder;

    private static ReportContent content(List<Section> sections) {
        return new ReportContent(
                "Comparison",
                List.of("It is fast."),
                "Measured by ./cnn compare.",
                List.of(new Table("Times", Column.list("Engine"), List.of(List.of("scratch")), List.of("A note."))),
                sections);
    }

    @Test
    void replacesTheFiguresAndLeavesTheRestAlone() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "# Title\n<!-- figures -->\nold\n<!-- end of figures -->\nThe end.\n");

        EmbeddedOverview.write(CONTENT, file);
        EmbeddedOverview.write(CONTENT, file);

        assertThat(file).hasContent("""
                # Title
                <!-- figures -->

                It is fast.

                Measured by ./cnn compare.

                **Times**

                | Engine |
                | --- |
                | scratch |

                - A note.

                <!-- end of figures -->
                The end.
                """);
    }

    @Test
    void keepsTheFilesOwnLineBreaksAndAMissingLastOne() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "Title\r\n<!-- figures -->\r\nold\r\n<!-- end of figures -->");

        EmbeddedOverview.write(CONTENT, file);

        assertThat(Files.readString(file))
                .startsWith("Title\r\n<!-- figures -->\r\n\r\nIt is fast.\r\n")
                .endsWith("- A note.\r\n\r\n<!-- end of figures -->")
                .doesNotContain("old")
                .doesNotContainPattern("[^\\r]\\n");
    }

    @Test
    void drawsTheChartsThatTheFileShowsAnew() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "![Bars](docs/images/steps.svg)\n<!-- figures -->\n<!-- end of figures -->\n");
        var panel = new Panel("Bars", () -> {
            var chart = new XYChart(100, 100);
            chart.addSeries("one", new double[] {1}, new double[] {1});
            return chart;
        });
        var figures = List.<Block>of(
                new FigureBlock(new Figure("steps", "", List.of(panel))),
                new FigureBlock(new Figure("ratios", "", List.of(panel))));

        EmbeddedOverview.write(content(List.of(new Section(Part.OVERVIEW, "At a glance", figures))), file);

        assertThat(folder.resolve("docs/images/steps.svg")).content().contains("<svg");
        assertThat(folder.resolve("docs/images")).isDirectoryNotContaining("glob:**ratios*");
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

        assertThatThrownBy(() -> EmbeddedOverview.write(CONTENT, file))
                .isInstanceOf(IOException.class)
                .hasMessage(file
                        + " must have the line <!-- figures --> once, and the line <!-- end of figures --> below it");
        assertThat(file).hasContent(text);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatThrownBy(() -> EmbeddedOverview.write(CONTENT, folder.resolve("none.md")))
                .isInstanceOf(IOException.class)
                .hasMessage("There is no file %s to put figures into", folder.resolve("none.md"));
    }
}
