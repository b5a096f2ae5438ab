package org.scratchcnn.datasets.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.Shape;

class ImageSamplesTest {

    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

    /** Two images of 2 × 2 pixels in three channels. */
    private static final LabelledImages IMAGES = new LabelledImages(
            Shape.image(3, 2, 2),
            bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 127, 255, 10, 20, 30, 40, 128, 129, 200, 254),
            new int[] {4, 9});

    @Test
    void leavesPixelsAsTheyAre() {
        assertThat(copy(Scaling.NONE, 0)).containsExactly(0, 1, 127, 255, 10, 20, 30, 40, 128, 129, 200, 254);
    }

    @Test
    void scalesPixelsToTheUnitRange() {
        float[] scaled = copy(Scaling.UNIT_RANGE, 0);

        assertThat(scaled[0]).isZero();
        assertThat((double) scaled[2]).isEqualTo(127 / 255.0, ROUNDING);
        assertThat(scaled[3]).isEqualTo(1);
    }

    @Test
    void standardizesEachChannelByItsOwnMeanAndDeviation() {
        float[] scaled = copy(Scaling.STANDARDIZED, 0);

        assertThat((double) scaled[1]).isEqualTo((1 / 255.0 - 0.4914) / 0.2470, ROUNDING);
        assertThat((double) scaled[6]).isEqualTo((30 / 255.0 - 0.4822) / 0.2435, ROUNDING);
        assertThat((double) scaled[11]).isEqualTo((254 / 255.0 - 0.4465) / 0.2616, ROUNDING);
    }

    @Test
    void putsABlackBorderAroundEveryChannel() {
        float[] bordered = copy(Scaling.NONE, 1);

        assertThat(bordered)
                .containsExactly(
                        0, 0, 0, 0, 0, 0, 1, 0, 0, 127, 255, 0, 0, 0, 0, 0, //
                        0, 0, 0, 0, 0, 10, 20, 0, 0, 30, 40, 0, 0, 0, 0, 0, //
                        0, 0, 0, 0, 0, 128, 129, 0, 0, 200, 254, 0, 0, 0, 0, 0);
    }

    @Test
    void scalesTheBorderAsItScalesBlackPixels() {
        float[] bordered = copy(Scaling.STANDARDIZED, 2);

        assertThat((double) bordered[0]).isEqualTo(-0.4914 / 0.2470, ROUNDING);
        assertThat((double) bordered[bordered.length - 1]).isEqualTo(-0.4465 / 0.2616, ROUNDING);
        assertThat(samples(Scaling.STANDARDIZED, 2).shape()).isEqualTo(Shape.image(3, 6, 6));
    }

    @Test
    void writesNothingOutsideTheSample() {
        var into = new float[5 + 48 + 5];
        Arrays.fill(into, Float.NaN);

        samples(Scaling.UNIT_RANGE, 1).copyTo(1, into, 5);

        assertThat(Arrays.copyOf(into, 5)).containsOnly(Float.NaN);
        assertThat(Arrays.copyOfRange(into, 5, 53)).doesNotContain(Float.NaN);
        assertThat(Arrays.copyOfRange(into, 53, 58)).containsOnly(Float.NaN);
    }

    @Test
    void knowsLabels() {
        assertThat(samples(Scaling.NONE, 0).label(1)).isEqualTo(9);
        assertThat(samples(Scaling.NONE, 0).count()).isEqualTo(2);
    }

    private static ImageSamples samples(Scaling scaling, int border) {
        return new ImageSamples(IMAGES, ImageSet.CIFAR_10, scaling, border);
    }

    private static float[] copy(Scaling scaling, int border) {
        var samples = samples(scaling, border);
        var into = new float[samples.shape().size()];
        samples.copyTo(1, into, 0);
        return into;
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
