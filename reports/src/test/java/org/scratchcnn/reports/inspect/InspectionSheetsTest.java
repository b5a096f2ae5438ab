package org.scratchcnn.reports.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.relu;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.ImageData;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.Prediction;
import org.scratchcnn.inspect.LayerActivations;
import org.scratchcnn.inspect.LearnedFilters;
import org.scratchcnn.inspect.Mistakes;
import org.scratchcnn.inspect.Mistakes.Mistake;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.chart.ContactSheet.Group;
import org.scratchcnn.reports.chart.ContactSheet.Tile;

class InspectionSheetsTest {

    private static final Network NETWORK =
            Network.of(image(1, 2, 2), conv2d(2, 1), relu(), conv2d(70, 1), flatten(), dense(2));

    private static final ImageData DATA =
            ImageData.of(new byte[40], new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, Shape.image(1, 2, 2));

    private static final Prediction CAT = new Prediction(
            List.of(2f, 1f), List.of(new Prediction.Candidate("cat", 0.73), new Prediction.Candidate("dog", 0.27)));

    private static LayerActivations activations(int layer, float... values) {
        return new LayerActivations(NETWORK.spec().resolve().operations().get(layer), values);
    }

    private static List<Group> groups(LayerActivations... layers) {
        var sheet = InspectionSheets.activations(
                "cat.png",
                new float[4],
                DATA.train().input().orElseThrow(),
                CAT,
                List.of("cat", "dog"),
                List.of(layers));
        assertThat(sheet.note()).contains("cat.png, in which the model sees cat (73.0 %), dog (27.0 %).");
        return sheet.groups();
    }

    @Test
    void aDeadChannelIsMarkedAndEveryOtherSaysItsRange() {
        var groups = groups(activations(1, 0, 1.5f, 2, 0.25f, 0, 0, 0, 0));

        assertThat(groups).extracting(Group::heading).containsExactly("Input [1, 2, 2]", "Layer 1: ReLU → [2, 2, 2]");
        assertThat(groups.getLast().note()).isEqualTo("values from 0 to 2.00; 1 of 2 channels dead");
        assertThat(groups.getLast().tiles()).extracting(Tile::crossed).containsExactly(false, true);
        assertThat(groups.getLast().tiles())
                .extracting(Tile::caption)
                .containsExactly(List.of("channel 0", "0 to 2.00"), List.of("channel 1", "dead: all 0"));
    }

    @Test
    void theOutputsAreNamed() {
        var groups = groups(activations(1, new float[8]), activations(4, -1, 0));

        assertThat(groups.getLast().heading()).isEqualTo("Layer 4: Dense(280→2) → [2]");
        assertThat(groups.getLast().note()).isEqualTo("values from -1.00 to 0; 1 of 2 are 0; in this order: cat, dog");
        assertThat(groups.getLast().tiles())
                .singleElement()
                .satisfies(tile -> assertThat(tile.caption()).containsExactly("outputs 0 to 1"));
    }

    @Test
    void filtersSayTheirScaleAndNoMoreThan64OfALayerAreShown() {
        try (var model = Model.create(NETWORK)) {
            var groups = InspectionSheets.filters(LearnedFilters.of(model)).groups();

            assertThat(groups.getFirst().heading()).isEqualTo("Layer 0: Conv2d(1→2, 1×1)");
            assertThat(groups.getFirst().note()).isEqualTo("weights [2, 1, 1, 1]");
            assertThat(groups.getFirst().tiles())
                    .hasSize(2)
                    .allSatisfy(
                            tile -> assertThat(tile.caption()).last().asString().startsWith("±0."));
            assertThat(groups.getLast().note())
                    .isEqualTo(
                            "weights [70, 2, 1, 1]; of each filter the mean over its input channels; the first 64 of 70");
            assertThat(groups.getLast().tiles()).hasSize(64);
        }
    }

    @Test
    void mistakesSayTruthAndAnswer() {
        var input = DATA.train().input().orElseThrow();
        var sheet = InspectionSheets.mistakes(
                new Mistakes(10, 1, List.of(new Mistake(3, "1", "0", 0.987))), DATA.all(), input);

        assertThat(sheet.note()).isEqualTo("Taken for something else: 1 of 10 images of arrays.");
        assertThat(sheet.groups().getFirst().tiles().getFirst().caption())
                .containsExactly("0: 98.7 %", "truth: 1", "image 3");
        assertThat(InspectionSheets.mistakes(new Mistakes(10, 0, List.of()), DATA.all(), input)
                        .groups())
                .isEmpty();
    }
}
