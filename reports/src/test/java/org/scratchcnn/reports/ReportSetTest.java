package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFixture;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class ReportSetTest {

    @TempDir
    Path folder;

    /** A clock that reads 0 can't be divided by. */
    @Test
    void namesARecordThatCannotBeDrawnAndDrawsTheOthers() throws IOException {
        var records = new LinkedHashMap<String, ComparisonRecord>();
        records.put(
                "odd",
                new RecordFixture()
                        .run("scratch", Tasks.spiral())
                        .timed(Operation.STEP, List.of(0.0, 0.0))
                        .add()
                        .run("dl4j", Tasks.spiral())
                        .timed(Operation.STEP, List.of(1.0, 1.0))
                        .add()
                        .build());
        records.put("whole", new RecordFixture().build());

        var failed = ReportSet.render(records, ReportSetTest::content, List.of(), folder);

        assertThat(failed).containsOnlyKeys("odd");
        assertThat(failed.get("odd")).startsWith("The record odd could not be drawn: ");
        assertThat(folder.resolve("whole/index.html")).exists();
        var index = Jsoup.parse(folder.resolve("index.html"));
        assertThat(index.select("tbody a").eachAttr("href")).containsExactly("./whole/index.html");
        assertThat(index.select("#refused + ul li").eachText())
                .singleElement()
                .asString()
                .startsWith("The record odd");
    }

    @Test
    void givesEachRecordAPageAndLeadsToAll() throws IOException {
        var records = new LinkedHashMap<String, ComparisonRecord>();
        records.put(
                "run#1",
                new RecordFixture().command("./cnn compare --task spiral").build());
        records.put(
                "50%",
                new RecordFixture()
                        .run("scratch", Tasks.spiral())
                        .timed(1, 2, 3)
                        .add()
                        .build());

        ReportSet.render(records, ReportSetTest::content, List.of("broken.json: is <empty>"), folder);

        var index = Jsoup.parse(folder.resolve("index.html"));
        assertThat(index.select("tbody a").eachAttr("href"))
                .hasSize(2)
                .allSatisfy(page ->
                        assertThat(Path.of(folder.toUri().resolve(page))).exists());
        assertThat(index.text()).contains("./cnn compare --task spiral");
        assertThat(index.select("#refused + ul li").eachText()).containsExactly("broken.json: is <empty>");
        assertThat(Jsoup.parse(folder.resolve("50%/index.html"))
                        .select(".brand a")
                        .attr("href"))
                .isEqualTo("../index.html");
        assertThat(folder.resolve("50%/report.md")).exists();
    }

    @Test
    void putsRecordsSideBySide() throws IOException {
        var records = new LinkedHashMap<String, ComparisonRecord>();
        records.put("old", timed(4));
        records.put("new", timed(2));

        ReportSet.render(records, ReportSetTest::content, List.of(), folder);

        var tables = Jsoup.parse(folder.resolve("index.html")).select("table");
        assertThat(tables.getLast().select("tbody tr").getFirst().children().eachText())
                .satisfiesExactly(
                        task -> assertThat(task).isEqualTo("spiral, batch of 32"),
                        engine -> assertThat(engine).isEqualTo("scratch"),
                        older -> assertThat(older).startsWith("4."),
                        newer -> assertThat(newer).startsWith("2."),
                        ratio -> assertThat(ratio).startsWith("2.00 ["));
    }

    private static ComparisonRecord timed(double step) {
        return new RecordFixture()
                .run("scratch", Tasks.spiral())
                .timed(1, 1.5, step)
                .add()
                .build();
    }

    /** Without charts, which take time. */
    private static ReportContent content(ComparisonRecord record) {
        var whole = ReportContent.of(record);
        return new ReportContent(whole.title(), whole.conclusions(), whole.measured(), whole.overview(), List.of());
    }
}
