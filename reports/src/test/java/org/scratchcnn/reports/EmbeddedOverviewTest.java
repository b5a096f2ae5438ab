package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.chart.RatioFigure;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
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
                Optional.of(new Table(
                        "Times", List.of(Column.text("Engine")), List.of(List.of("scratch")), List.of("A note."))),
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
    void putsTheChartOfTheRatiosBesideTheFile() throws IOException {
        var file = folder.resolve("README.md");
        Files.writeString(file, "<!-- figures -->\n<!-- end of figures -->\n");
        var ratios = new Figure(RatioFigure.NAME, "", List.of(new Panel("Bars", () -> {
            var chart = new XYChart(100, 100);
            chart.addSeries("one", new double[] {1}, new double[] {1});
            return chart;
        })));

        EmbeddedOverview.write(
                content(List.of(new Section(Part.OVERVIEW, "At a glance", List.of(new FigureBlock(ratios))))), file);

        assertThat(file).content().contains("\n\n![Bars](docs/charts/ratios.svg)\n\n");
        assertThat(folder.resolve("docs/charts/ratios.svg")).content().contains("<svg");
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
