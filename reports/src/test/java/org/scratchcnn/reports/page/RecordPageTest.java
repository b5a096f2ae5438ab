package org.scratchcnn.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.RealisticRecord;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

class RecordPageTest {

    private static final Pattern REFERENCE = Pattern.compile("url\\(#([^)]+)\\)");

    /** The page of a record with every kind of content, made once for the tests that only look at it. */
    private static Document page = Document.createShell("");

    private static ReportContent content = new ReportContent("", List.of(), List.of());

    @BeforeAll
    static void makeThePage() {
        content = ReportContent.of(RealisticRecord.build());
        page = Jsoup.parse(RecordPage.of(content, null));
    }

    @Test
    void saysWhatTheReportSaysInTheSameOrder() {
        assertThat(page.title()).startsWith(content.title());
        assertThat(page.select("main > section > h2").eachText())
                .containsExactly("Overview", "Tasks", "Kernels", "Statistics", "Environment");
        assertThat(page.select("main h3").eachText())
                .containsExactlyElementsOf(content.sections().stream()
                        .map(Section::heading)
                        .filter(heading -> !List.of("Statistics", "Environment").contains(heading))
                        .toList());
        assertThat(page.select("figcaption strong").eachText())
                .containsExactlyElementsOf(
                        content.figures().stream().map(figure -> figure.title()).toList());
    }

    @Test
    void leadsToEverySection() {
        var links = page.select("nav a").eachAttr("href");

        assertThat(links).hasSize(5 + content.sections().size() - 2);
        assertThat(links).allSatisfy(link -> assertThat(page.select(link)).hasSize(1));
    }

    @Test
    void needsNothingButItself() {
        assertThat(page.select("script, link, iframe, object, embed")).isEmpty();
        assertThat(page.select("[src]")).isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(link -> link.startsWith("#"));
        assertThat(page.select("image").eachAttr("xlink:href")).allMatch(link -> link.startsWith("data:image/png"));
        assertThat(page.select("style").html()).doesNotContain("@import", "url(");
    }

    @Test
    void canBeReadOut() {
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("svg"))
                .isNotEmpty()
                .allSatisfy(svg -> assertThat(svg.hasAttr("aria-hidden")
                                || !svg.attr("aria-label").isBlank())
                        .isTrue());
        assertThat(page.select("table")).isNotEmpty().allSatisfy(table -> {
            assertThat(table.select("caption").text()).isNotBlank();
            assertThat(table.select("thead th").eachAttr("scope")).containsOnly("col");
            assertThat(table.select("tbody th").eachAttr("scope")).containsOnly("row");
        });
    }

    @Test
    void saysTheValuesOfBarsToThoseWhoCannotSeeThem() {
        var ratios = page.select("#figure-ratios svg").attr("aria-label");

        assertThat(ratios).contains("fashion-mnist on Fashion-MNIST (stand-in), batch of 32: scratch-im2col ", "] ×;");
    }

    @Test
    void givesEveryIdOnceAndRefersToNoOther() {
        var ids = page.select("[id]").stream().map(Element::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(REFERENCE.matcher(page.html()).results().map(match -> match.group(1)))
                .isNotEmpty()
                .allMatch(ids::contains);
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby")).allMatch(ids::contains);
    }

    @Test
    void drawsChartsInThePagesColours() {
        assertThat(page.select("svg").outerHtml())
                .contains("var(--ink)", "var(--grid)", "var(--paper)")
                .doesNotContain("rgb(255,255,255)", "rgb(34,34,34)", "<script");
    }

    @Test
    void showsWhatLooksLikeMarkupAsText() {
        var hostile = "<script>alert(\"1 & 2\")</script>";
        var table = new Table(hostile, List.of(Column.text(hostile)), List.of(List.of(hostile)), List.of(hostile));
        var report = new ReportContent(
                hostile,
                List.of(),
                List.of(new Section(Part.TASKS, hostile, List.of(new Paragraph(hostile), new TableBlock(table)))));

        var shown = Jsoup.parse(RecordPage.of(report, "../index.html"));

        assertThat(shown.select("script")).isEmpty();
        assertThat(shown.select("h1, h3, main p, caption, th, .notes li").eachText())
                .hasSize(7)
                .containsOnly(hostile);
        assertThat(shown.select(".brand a").attr("href")).isEqualTo("../index.html");
    }

    @Test
    void setsApartWhereFiguresComeFrom() {
        assertThat(page.select("ul.notes li").eachText()).noneMatch(note -> note.startsWith("Machine: "));
        assertThat(page.select("details li").eachText()).allMatch(note -> note.matches("(Machine|Data|Command): .*"));
    }
}
