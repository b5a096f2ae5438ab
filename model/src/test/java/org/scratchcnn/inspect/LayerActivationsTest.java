package org.scratchcnn.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.dropout;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.maxPool2d;
import static org.scratchcnn.Layers.relu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.BranchedNetwork;
import org.scratchcnn.LayerBuilder;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.Shape;

class LayerActivationsTest {

    private static final float[] SAMPLE = {1, -2, 3, -4};

    @TempDir
    private Path folder = Path.of("");

    /** The identity, its opposite less 9, and two sums. */
    private Model model() throws IOException {
        var network = Network.of(
                LossSpec.MEAN_SQUARED_ERROR,
                image(1, 2, 2),
                conv2d(2, 1),
                relu(),
                dropout(0.5),
                maxPool2d(2),
                flatten(),
                dense(1));
        return HandMade.with(
                Model.create(network),
                folder,
                Map.of(
                        "0.weight", new float[] {1, -1},
                        "0.bias", new float[] {0, -9},
                        "5.weight", new float[] {10, 100},
                        "5.bias", new float[] {0.5f}));
    }

    @Test
    void everyLayerThatChangesValuesShowsThem() throws IOException {
        try (var model = model()) {
            var all = LayerActivations.of(model, SAMPLE);

            assertThat(all)
                    .extracting(activations -> activations.layer().path())
                    .containsExactly("0", "1", "3", "5");
            assertThat(all.getFirst().values()).containsExactly(1, -2, 3, -4, -10, -7, -12, -5);
            assertThat(all.get(1).values()).containsExactly(1, 0, 3, 0, 0, 0, 0, 0);
            assertThat(all.get(2).values()).containsExactly(3, 0);
            assertThat(all.get(3).values()).containsExactly(30.5f);
            assertThat(model.predict(SAMPLE).outputs()).containsExactly(30.5f);
        }
    }

    @Test
    void aMapHasItsOwnRangeFromBlackToWhiteAndSaysThatItIsZero() throws IOException {
        try (var model = model()) {
            var maps = LayerActivations.of(model, SAMPLE).get(1).maps();

            assertThat(maps).hasSize(2);
            assertThat(maps.getFirst().least()).isZero();
            assertThat(maps.getFirst().most()).isEqualTo(3);
            assertThat(maps.getFirst().image().shape()).isEqualTo(Shape.image(1, 2, 2));
            assertThat(maps.getFirst().image().pixels()).containsExactly(85, 0, 255, 0);
            assertThat(maps).extracting(LayerActivations.ActivationMap::isZero).containsExactly(false, true);
        }
    }

    @Test
    void featuresAreOneMapInEvenRows() {
        try (var model = Model.create(Network.of(features(4), dense(65), relu(), dense(3)))) {
            var all = LayerActivations.of(model, SAMPLE);

            assertThat(all.getFirst().maps())
                    .singleElement()
                    .satisfies(map -> assertThat(map.image().shape()).isEqualTo(Shape.image(1, 2, 33)));
            assertThat(all.getLast().maps().getFirst().image().shape()).isEqualTo(Shape.image(1, 1, 3));
        }
    }

    @Test
    void aDeepNetworkEndsInWhatTheModelSays() {
        var layers =
                new ArrayList<LayerBuilder>(Collections.nCopies(3, conv2d(16, 3).same()));
        layers.add(2, relu());
        Collections.addAll(layers, flatten(), dense(20), relu(), dense(5));
        var sample = new float[64];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (float) Math.sin(i);
        }
        try (var model = Model.create(Network.of(image(1, 8, 8), layers.toArray(LayerBuilder[]::new)))) {
            assertThat(LayerActivations.of(model, sample).getLast().values())
                    .containsExactly(model.predict(sample).outputs().toArray(Float[]::new));
        }
    }

    @Test
    void layersInsideBlocksAndBranchesShowTheirValuesToo() {
        var sample = new float[64];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = (float) Math.sin(i);
        }
        try (var model = Model.create(BranchedNetwork.of(3))) {
            var all = LayerActivations.of(model, sample);

            assertThat(all)
                    .extracting(activations -> activations.layer().path())
                    .containsExactly(
                            "0",
                            "1",
                            "2",
                            "3.body.0",
                            "3.body.1",
                            "3.body.2",
                            "3.body.3",
                            "3.body.4",
                            "3.shortcut.0",
                            "3.shortcut.1",
                            "3",
                            "4",
                            "5.branches.0.0",
                            "5.branches.0.1",
                            "5.branches.0.2",
                            "5.branches.1.0",
                            "6",
                            "7");
            var sum = all.get(10).values();
            for (int i = 0; i < sum.length; i++) {
                assertThat(sum[i]).isCloseTo(all.get(7).values()[i] + all.get(9).values()[i], within(1e-5f));
            }
            assertThat(all.getLast().values())
                    .containsExactly(model.predict(sample).outputs().toArray(Float[]::new));
            assertThat(LearnedFilters.of(model))
                    .extracting(filters -> filters.layer().path())
                    .containsExactly("0", "3.body.0", "3.body.3", "3.shortcut.0", "5.branches.0.0");
        }
    }

    @Test
    void refusesASampleWithTooFewValues() throws IOException {
        try (var model = model()) {
            assertThatThrownBy(() -> LayerActivations.of(model, new float[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("need 4 input values, but there are 3");
        }
    }
}
