package org.scratchcnn.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.RealisticRecord;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.chart.Picture;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;

class PageIT {

    /** The page of a record with every kind of content, made once for the tests that only look at it. */
    private static Document page = Document.createShell("");

    private static ReportContent content = new ReportContent("", List.of(), "", List.of(), List.of());

    @BeforeAll
    static void makeThePage() {
        content = ReportContent.of(RealisticRecord.build());
        var pictures = new HashMap<Panel, Picture>();
        content.figures().stream()
                .flatMap(figure -> figure.panels().stream())
                .forEach(panel -> pictures.put(panel, Picture.of(panel)));
        page = Jsoup.parse(Page.ofReport(content, pictures, null));
    }

    @Test
    void saysWhatTheReportSaysInTheSameOrder() {
        assertThat(page.title()).startsWith(content.title());
        assertThat(page.select("main > section > h2").eachText())
                .containsExactly("Overview", "Tasks", "Kernels", "Environment");
        assertThat(page.select("main h3").eachText())
                .containsExactlyElementsOf(content.all().stream()
                        .map(Section::heading)
                        .filter(heading -> !heading.equals("Environment"))
                        .toList());
        assertThat(page.select("figcaption").eachText())
                .containsExactlyElementsOf(
                        content.figures().stream().map(figure -> figure.note()).toList());
    }

    @Test
    void leadsToEverySection() {
        var links = page.select("nav a").eachAttr("href");

        assertThat(links).hasSize(4 + content.all().size() - 1);
        assertThat(links).allSatisfy(link -> assertThat(page.select(link)).hasSize(1));
    }

    @Test
    void needsNothingButItself() {
        assertThat(page.select("script, link, iframe, object, embed")).isEmpty();
        assertThat(page.select("[src]").eachAttr("src"))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("data:image/svg+xml;base64,"));
        assertThat(page.select("[href]").eachAttr("href")).allMatch(link -> link.startsWith("#"));
        assertThat(page.select("style").html()).doesNotContain("@import", "url(");
    }

    @Test
    void canBeReadOut() {
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("img").eachAttr("alt")).isNotEmpty().noneMatch(String::isBlank);
        assertThat(page.select("#figure-training-steps img").attr("alt"))
                .contains("fashion-mnist (stand-in), batch of 32: scratch ", "] ms;");
        assertThat(page.select("table")).isNotEmpty().allSatisfy(table -> {
            assertThat(table.select("caption").text()).isNotBlank();
            assertThat(table.select("thead th").eachAttr("scope")).containsOnly("col");
            assertThat(table.select("tbody th").eachAttr("scope")).containsOnly("row");
        });
    }

    @Test
    void givesEveryIdOnceAndRefersToNoOther() {
        var ids = page.select("[id]").stream().map(Element::id).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby")).allMatch(ids::contains);
    }
}
