package org.scratchcnn.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.network.Shape;

class LearnedFiltersTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void eachFilterHasItsOwnScaleWithGreyAsZero() throws IOException {
        var network = Network.of(image(1, 2, 2), conv2d(3, 2), flatten(), dense(2));
        try (var model = HandMade.with(Model.create(network), folder, Map.of("0.weight", new float[] {
            0, 1, -1, 0.5f, 0, 0.1f, -0.05f, 0, 0, 0, 0, 0
        }))) {
            var filters = LearnedFilters.of(model).getFirst();

            assertThat(filters.layer().path()).isEqualTo("0");
            assertThat(filters.averaged()).isFalse();
            assertThat(filters.filters())
                    .extracting(filter -> filter.image().shape())
                    .containsOnly(Shape.image(1, 2, 2));
            assertThat(filters.filters().getFirst().image().pixels()).containsExactly(128, 255, 0, 191);
            assertThat(filters.filters().get(1).image().pixels()).containsExactly(128, 255, 64, 128);
            assertThat(filters.filters().get(1).largest()).isCloseTo(0.1, within(1e-7));
            assertThat(filters.filters().get(2).image().pixels()).containsExactly(128, 128, 128, 128);
        }
    }

    @Test
    void theFirstConvolutionOfColourImagesIsInColourAndLaterOnesAreMeansOverTheirChannels() throws IOException {
        var network = Network.of(image(3, 2, 1), conv2d(3, 1), conv2d(1, 1).same(), flatten(), dense(2));
        try (var model = HandMade.with(
                Model.create(network),
                folder,
                Map.of("0.weight", new float[] {1, 0, -1, 0, 0, 2, 1, 1, 1}, "1.weight", new float[] {3, 1, 2}))) {
            var all = LearnedFilters.of(model);

            assertThat(all).extracting(filters -> filters.layer().path()).containsExactly("0", "1");
            assertThat(all).extracting(LearnedFilters::averaged).containsExactly(false, true);
            var colours = all.getFirst().filters();
            assertThat(colours.getFirst().image().shape()).isEqualTo(Shape.image(3, 1, 1));
            assertThat(colours.getFirst().image().pixels()).containsExactly(255, 128, 0);
            assertThat(colours.get(1).image().pixels()).containsExactly(128, 128, 255);
            assertThat(all.getLast().filters()).hasSize(1);
            assertThat(all.getLast().filters().getFirst().largest()).isEqualTo(2);
        }
    }

    @Test
    void aNetworkOfFeaturesHasNone() {
        try (var model = Model.create(Network.of(features(2), dense(2)))) {
            assertThat(LearnedFilters.of(model)).isEmpty();
        }
    }
}
