package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.datasets.DataFingerprint.Origin;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFixture;

class ReportIT {

    private static final List<String> CHARTS = Stream.of(
                    charts("spiral-learning-curves", 2),
                    charts("spiral-decision-regions", 3),
                    charts("fashion-mnist-learning-curves", 2),
                    charts("cifar-10-learning-curves", 2),
                    charts("mnist-untied-learning-curves", 2),
                    Stream.of("training-steps"),
                    charts("convolution-algorithms", 3))
            .flatMap(charts -> charts)
            .toList();

    private static Stream<String> charts(String figure, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> figure + "-" + number);
    }

    /** A whole comparison, drawn once for the tests that only look at it. */
    @TempDir
    static Path realistic;

    @TempDir
    Path folder;

    @BeforeAll
    static void renderTheRealisticRecord() throws Exception {
        Report.render(ReportContent.of(RealisticRecord.build()), realistic);
    }

    @Test
    void writesTheReportAndEveryChartAsSvgAndPng() throws Exception {
        String text = Files.readString(realistic.resolve("report.md"));
        for (String chart : CHARTS) {
            assertThat(text).contains("(charts/" + chart + ".svg)");
        }
        assertThat(files(realistic.resolve("charts")))
                .containsExactlyInAnyOrderElementsOf(CHARTS.stream()
                        .flatMap(chart -> Stream.of(chart + ".svg", chart + ".png"))
                        .toList());
        assertThat(files(realistic)).containsExactlyInAnyOrder("report.md", "index.html", "charts");
    }

    @Test
    void chartsHaveContent() throws Exception {
        for (String chart : CHARTS) {
            String svg = Files.readString(realistic.resolve("charts/" + chart + ".svg"));
            assertThat(svg.split("<(line|path|rect|ellipse|image) ").length)
                    .as("shapes of " + chart)
                    .isGreaterThan(20);
            var image =
                    ImageIO.read(realistic.resolve("charts/" + chart + ".png").toFile());
            assertThat(image.getWidth()).isGreaterThan(600);
            int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            assertThat(Arrays.stream(pixels).distinct().count())
                    .as("colours of " + chart)
                    .isGreaterThan(20);
        }
    }

    @Test
    void drawsTheSameRecordTheSameWay() throws Exception {
        Report.render(ReportContent.of(RealisticRecord.build()), folder);

        assertThat(folder.resolve("report.md")).hasSameBinaryContentAs(realistic.resolve("report.md"));
        assertThat(folder.resolve("index.html")).hasSameBinaryContentAs(realistic.resolve("index.html"));
        for (String chart : CHARTS) {
            assertThat(folder.resolve("charts/" + chart + ".svg"))
                    .hasSameBinaryContentAs(realistic.resolve("charts/" + chart + ".svg"));
        }
    }

    @Test
    void saysInEveryCaptionAndTitleThatDataAreNotTheOfficialOnes() throws Exception {
        var record = new RecordFixture()
                .run("scratch", Tasks.fashionMnist())
                .origin(Origin.STAND_IN)
                .trained(0.9, 2)
                .timed(1, 3, 4)
                .add()
                .run("dl4j", Tasks.fashionMnist())
                .origin(Origin.STAND_IN)
                .timed(2, 6, 8)
                .add()
                .build();

        String text = rendered(record);

        assertThat(text).contains("fetch the real one with ./cnn data download fashion-mnist");
        assertThat(text.lines().filter(line -> line.startsWith("**fashion-mnist") || line.startsWith("![")))
                .hasSize(4)
                .allMatch(line -> line.contains("(stand-in)"));
    }

    @Test
    void saysWhichDataAreNotTheOfficialFile() throws Exception {
        String text = Files.readString(realistic.resolve("report.md"));

        assertThat(text.lines().filter(line -> line.startsWith("**cifar-10") || line.startsWith("![cifar-10")))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.contains("cifar-10 (not the official file)"));
    }

    @Test
    void writesWhatThereIsOfAPartialRecord() throws Exception {
        var onlyKernels = new RecordFixture()
                .microbenchmark("conv", "forward", "IM2COL", 1_000_000, List.of(List.of(0.5)))
                .build();
        var onlySteps = new RecordFixture()
                .run("scratch", Tasks.cifar10())
                .timed(1, 2, 3)
                .add()
                .build();

        assertThat(rendered(onlyKernels))
                .contains("convolution: milliseconds per operation")
                .doesNotContain("What each engine ran with");
        assertThat(rendered(onlySteps)).contains("## cifar-10").doesNotContain("test accuracy");
        assertThat(rendered(new RecordFixture().build())).contains("Measured by");
    }

    private String rendered(ComparisonRecord record) throws Exception {
        Report.render(ReportContent.of(record), folder);
        return Files.readString(folder.resolve("report.md"));
    }

    private static List<String> files(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
