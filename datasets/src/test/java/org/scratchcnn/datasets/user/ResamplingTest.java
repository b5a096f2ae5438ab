package org.scratchcnn.datasets.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.datasets.user.ImageOptions.Fit;
import org.scratchcnn.datasets.user.ImageOptions.Size;

class ResamplingTest {

    private static final Offset<Double> ROUNDING = Offset.offset(0.501);

    @ParameterizedTest
    @CsvSource({"300, 300, 7, 7", "300, 40, 10, 10", "20, 640, 20, 32", "5, 5, 32, 32", "1, 1, 3, 3", "9, 2, 4, 1"})
    void keepsAPlainImagePlain(int height, int width, int newHeight, int newWidth) {
        for (var fit : Fit.values()) {
            var image = Resampling.resize(image(height, width, (_, _) -> 200), new Size(newHeight, newWidth), fit);

            assertThat(image.size()).isEqualTo(new Size(newHeight, newWidth));
            assertThat(image.planes()).containsOnly((byte) 200);
        }
    }

    /** Pixels picked here and there would be black or white. */
    @ParameterizedTest
    @CsvSource({"64, 64, 8, 8", "64, 64, 9, 11", "256, 256, 28, 28", "64, 640, 32, 8"})
    void makesAFineChequerGreyWhereItShrinks(int height, int width, int newHeight, int newWidth) {
        var chequer = image(height, width, (y, x) -> (x + y) % 2 * 255);

        byte[] planes = Resampling.resize(chequer, new Size(newHeight, newWidth), Fit.STRETCH)
                .planes();

        assertThat(IntStream.range(0, planes.length).map(i -> planes[i] & 0xFF)).allMatch(v -> v > 110 && v < 145);
    }

    @ParameterizedTest
    @CsvSource({"12, 17, 5, 4", "5, 4, 12, 17", "16, 16, 8, 31", "3, 50, 3, 7"})
    void computesTheTriangleFilter(int height, int width, int newHeight, int newWidth) {
        var random = new SplittableRandom(1);
        var image = image(height, width, (_, _) -> random.nextInt(256));

        byte[] planes = Resampling.resize(image, new Size(newHeight, newWidth), Fit.STRETCH)
                .planes();

        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                double sum = 0;
                double weights = 0;
                for (int j = 0; j < height; j++) {
                    for (int i = 0; i < width; i++) {
                        double weight =
                                weight(j, y, (double) height / newHeight) * weight(i, x, (double) width / newWidth);
                        sum += weight * (image.planes()[j * width + i] & 0xFF);
                        weights += weight;
                    }
                }
                assertThat((double) (planes[y * newWidth + x] & 0xFF)).isEqualTo(sum / weights, ROUNDING);
            }
        }
    }

    private static double weight(int old, int wanted, double scale) {
        return Math.max(0, 1 - Math.abs(old + 0.5 - (wanted + 0.5) * scale) / Math.max(scale, 1));
    }

    @Test
    void cropsWhatJutsOutOfTheMiddleEvenly() {
        var image = image(4, 12, (_, x) -> x < 4 ? 10 : x < 8 ? 20 : 30);

        assertThat(Resampling.resize(image, new Size(4, 4), Fit.CROP).planes()).containsOnly((byte) 20);
        assertThat(Resampling.resize(image, new Size(1, 1), Fit.CROP).planes()).containsOnly((byte) 20);
        assertThat(Resampling.resize(image, new Size(1, 3), Fit.STRETCH).planes())
                .startsWith((byte) 11, (byte) 20);
    }

    private static RgbImage image(int height, int width, IntBinaryOperator value) {
        var planes = new byte[3 * height * width];
        for (int i = 0; i < planes.length; i++) {
            int at = i % (height * width);
            planes[i] = (byte) value.applyAsInt(at / width, at % width);
        }
        return new RgbImage(new Size(height, width), planes);
    }
}
