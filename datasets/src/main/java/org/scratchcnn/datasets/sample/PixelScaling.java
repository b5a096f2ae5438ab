package org.scratchcnn.datasets.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.network.ImageSet;

/**
 * What becomes of a pixel {@code p} from 0 to 255 of a channel: (p / 255 − mean) / deviation, in double precision, then
 * rounded to float.
 *
 * @param means by channel
 * @param deviations by channel, above 0
 */
public record PixelScaling(List<Double> means, List<Double> deviations) {

    private static final int BYTE_VALUES = 256;
    private static final double LARGEST = 255;

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if there are not as many deviations as means, or a value makes no sense
     */
    public PixelScaling {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
        if (means.isEmpty() || means.size() != deviations.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Scaling needs a mean and a deviation for each channel, but has %d means and %d deviations",
                    means.size(),
                    deviations.size()));
        }
        if (!means.stream().allMatch(Double::isFinite)
                || !deviations.stream().allMatch(d -> Double.isFinite(d) && d > 0)) {
            throw new IllegalArgumentException("Scaling needs finite means and deviations above 0, but has the means "
                    + means + " and the deviations " + deviations);
        }
    }

    /** Pixels as they are, 0 to 255. */
    public static PixelScaling raw(int channels) {
        return uniform(channels, 1 / LARGEST);
    }

    /** Pixels divided by 255, so in [0, 1]. */
    public static PixelScaling unitRange(int channels) {
        return uniform(channels, 1);
    }

    /** By the published means and deviations of a set. */
    public static PixelScaling standardized(ImageSet set) {
        return new PixelScaling(set.channelMeans(), set.channelDeviations());
    }

    /**
     * By the mean and the deviation of each channel of some images, so that their values have mean 0 and deviation 1; a
     * channel that is the same everywhere becomes 0.
     *
     * @param members which of the images count
     * @throws IllegalArgumentException if there is none
     */
    public static PixelScaling standardized(LabelledImages images, int[] members) {
        if (members.length == 0) {
            throw new IllegalArgumentException("Standardizing needs at least one image, but there is none");
        }
        var shape = images.shape();
        int area = shape.height() * shape.width();
        var means = new ArrayList<Double>();
        var deviations = new ArrayList<Double>();
        for (int c = 0; c < shape.channels(); c++) {
            var counts = new long[BYTE_VALUES];
            for (int member : members) {
                int from = member * shape.size() + c * area;
                for (int i = from; i < from + area; i++) {
                    counts[images.pixels()[i] & 0xFF]++;
                }
            }
            double pixels = (double) members.length * area;
            double mean = IntStream.range(0, BYTE_VALUES)
                            .mapToLong(value -> value * counts[value])
                            .sum()
                    / pixels;
            double variance = IntStream.range(0, BYTE_VALUES)
                            .mapToDouble(value -> counts[value] * (value - mean) * (value - mean))
                            .sum()
                    / pixels;
            means.add(mean / LARGEST);
            deviations.add(variance == 0 ? 1 : Math.sqrt(variance) / LARGEST);
        }
        return new PixelScaling(means, deviations);
    }

    public int channels() {
        return means.size();
    }

    /** What each of the 256 pixel values becomes in a channel. */
    float[] table(int channel) {
        double mean = means.get(channel);
        double deviation = deviations.get(channel);
        var table = new float[BYTE_VALUES];
        for (int value = 0; value < BYTE_VALUES; value++) {
            table[value] = (float) ((value / LARGEST - mean) / deviation);
        }
        return table;
    }

    private static PixelScaling uniform(int channels, double deviation) {
        return new PixelScaling(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, deviation));
    }
}
