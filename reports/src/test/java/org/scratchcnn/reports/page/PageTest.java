package org.scratchcnn.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

class PageTest {

    @Test
    void showsWhatLooksLikeMarkupAsText() {
        var hostile = "<script>alert(\"1 & 2\")</script>";
        var table = new Table(hostile, List.of(Column.text(hostile)), List.of(List.of(hostile)), List.of(hostile));
        var report = new ReportContent(
                hostile,
                List.of(hostile),
                hostile,
                List.of(),
                List.of(new Section(Part.TASKS, hostile, List.of(new Paragraph(hostile), new TableBlock(table)))));

        var shown = Jsoup.parse(Page.ofReport(report, Map.of(), "../index.html"));

        assertThat(shown.select("script")).isEmpty();
        assertThat(shown.select("h1, h3, main p, caption, th, .notes li").eachText())
                .hasSize(10)
                .containsOnly(hostile, "Conclusions");
        assertThat(shown.select(".brand a").attr("href")).isEqualTo("../index.html");
    }
}
