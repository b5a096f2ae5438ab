package org.scratchcnn.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.relu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.History;
import org.scratchcnn.ImageData;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.inspect.LayerActivations;
import org.scratchcnn.inspect.LearnedFilters;
import org.scratchcnn.inspect.Mistakes;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.inspect.Inspection;
import org.scratchcnn.reports.inspect.Inspection.Curve;
import org.scratchcnn.reports.inspect.InspectionSheets;

class InspectionReportTest {

    private static final String HOSTILE = "<b>a \"b\".png</b>";

    @TempDir
    private Path folder = Path.of("");

    private List<Path> render(Path page) throws IOException {
        var network = Network.of(image(1, 2, 2), conv2d(2, 1), relu(), flatten(), dense(2));
        var pixels = new byte[80];
        var labels = new int[20];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 2;
            pixels[4 * i] = (byte) (i * 12);
        }
        var data = ImageData.of(pixels, labels, Shape.image(1, 2, 2));
        try (var model = Model.create(network)) {
            model.fit(data.train(), fit -> fit.epochs(2).batchSize(4));
            var sample = data.test().sample(0);
            var input = model.input().orElseThrow();
            var inspection = new Inspection(
                    "shoe",
                    Inspection.summary(model),
                    Optional.of(Curve.of(model.history())),
                    List.of(
                            InspectionSheets.filters(LearnedFilters.of(model)),
                            InspectionSheets.activations(
                                    HOSTILE,
                                    sample,
                                    input,
                                    model.predict(sample),
                                    model.classNames(),
                                    LayerActivations.of(model, sample)),
                            InspectionSheets.mistakes(Mistakes.of(model, data.all(), 5), data.all(), input)));
            return InspectionReport.render(inspection, page);
        }
    }

    @Test
    void thePageShowsEverythingAndNeedsNothingButItself() throws IOException {
        render(folder.resolve("look.html"));
        var page = Jsoup.parse(folder.resolve("look.html"));

        assertThat(page.select("h1").text()).isEqualTo("shoe");
        assertThat(page.select("main > p").text())
                .isEqualTo("network: 22 parameters, input [1, 2, 2], trained on arrays for 2 epochs.");
        assertThat(page.select("h2").eachText())
                .containsExactly("Learning curve", "Filters", "Activations", "Mistakes");
        assertThat(page.select("#activations h3").eachText())
                .containsExactly(
                        "Input [1, 2, 2]",
                        "Layer 0: Conv2d(1→2, 1×1) → [2, 2, 2]",
                        "Layer 1: ReLU → [2, 2, 2]",
                        "Layer 3: Dense(8→2) → [2]");
        assertThat(page.select("script, link, iframe, object, embed, b")).isEmpty();
        assertThat(page.select("#activations > p").text()).contains(HOSTILE);
        assertThat(page.select("[src]").eachAttr("src"))
                .isNotEmpty()
                .allMatch(address -> address.startsWith("data:image/"));
        assertThat(page.select("[href]").eachAttr("href")).allMatch(link -> link.startsWith("#"));
        assertThat(page.select("style").html()).doesNotContain("@import", "url(");
    }

    @Test
    void thePageCanBeReadOutAndItsLinksLeadSomewhere() throws IOException {
        render(folder.resolve("look.html"));
        var page = Jsoup.parse(folder.resolve("look.html"));

        var ids = page.select("[id]").stream().map(Element::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby")).allMatch(ids::contains);
        assertThat(page.select("nav a").eachAttr("href")).allMatch(link -> ids.contains(link.substring(1)));
        assertThat(page.select("img"))
                .allSatisfy(image -> assertThat(image.attr("alt")).isNotBlank());
    }

    @Test
    void picturesLieBesideThePage() throws IOException {
        var written = render(folder.resolve("new/look.html"));

        assertThat(written)
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "look-curve-loss.svg",
                        "look-curve-accuracy.svg",
                        "look-filters.png",
                        "look-activations.png",
                        "look-mistakes.png");
        for (var file : written) {
            if (file.toString().endsWith(".png")) {
                assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2240);
            } else {
                assertThat(Files.readString(file)).contains("<svg");
            }
        }
    }

    @Test
    void aSingleEpochIsSaidAndNotDrawn() {
        var curve = Curve.of(
                new History(List.of(new History.Epoch(1, 0.51239, 0.8125, 3, 100, new History.Validation(0.4, 0.9)))));

        assertThat(curve.figures()).isEmpty();
        assertThat(curve.summary())
                .isEqualTo(
                        "After 1 epoch: on the training samples loss 0.5124, accuracy 81.3 %; on those held back loss 0.4000, accuracy 90.0 %.");
    }
}
