package org.scratchcnn.datasets.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.network.Shape;

class PixelScalingTest {

    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    /** Three images of two pixels in two channels; the second channel is the same everywhere. */
    private static final LabelledImages IMAGES = new LabelledImages(
            Shape.image(2, 1, 2), new byte[] {0, 10, 77, 77, 20, 30, 77, 77, -1, -1, 77, 77}, new int[3]);

    @Test
    void computesEveryByteToTheLastBit() {
        var scaling = new PixelScaling(List.of(0.1307), List.of(0.3081));
        for (int value = 0; value < 256; value++) {
            assertThat(PixelScaling.raw(1).table(0)[value]).isEqualTo(value);
            assertThat(PixelScaling.unitRange(1).table(0)[value]).isEqualTo((float) (value / 255.0));
            assertThat(scaling.table(0)[value]).isEqualTo((float) ((value / 255.0 - 0.1307) / 0.3081));
        }
    }

    @Test
    void measuresMeanAndDeviationOfTheGivenImages() {
        var scaling = PixelScaling.standardized(IMAGES, new int[] {0, 1});

        assertThat(scaling.means().get(0)).isEqualTo(15 / 255.0, ROUNDING);
        assertThat(scaling.deviations().get(0)).isEqualTo(Math.sqrt(125) / 255, ROUNDING);
    }

    @Test
    void makesAConstantChannelZero() {
        var scaling = PixelScaling.standardized(IMAGES, new int[] {0, 1, 2});

        assertThat(scaling.deviations().get(1)).isEqualTo(1);
        assertThat(scaling.table(1)[77]).isZero();
    }

    @Test
    void rejectsWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PixelScaling(List.of(0.5, 0.5), List.of(1.0)))
                .withMessage("Scaling needs a mean and a deviation for each channel, but has 2 means and 1 deviations");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PixelScaling(List.of(0.5), List.of(0.0)))
                .withMessageContaining("deviations above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PixelScaling.standardized(IMAGES, new int[0]))
                .withMessage("Standardizing needs at least one image, but there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSamples(IMAGES, PixelScaling.unitRange(3), 0))
                .withMessage("Images of [2, 1, 2] can't be scaled with means and deviations of 3 channels");
    }
}
