package org.scratchcnn.datasets.user;

import org.scratchcnn.datasets.user.ImageOptions.Fit;
import org.scratchcnn.datasets.user.ImageOptions.Size;

/**
 * Scales images by the triangle filter, row by row and then column by column: bilinear interpolation where an image grows;
 * where it shrinks, the filter is as much wider, so that every pixel counts and fine patterns turn grey instead of coarse
 * (Heckbert 1989, "Fundamentals of texture mapping and image warping", section 3.5.1).
 */
final class Resampling {

    /**
     * What the pixels along one axis become.
     *
     * @param first by new pixel, the first old one that counts
     * @param weights by new pixel, those of the first and the following old ones; their sum is 1
     */
    private record Axis(int[] first, float[][] weights) {

        /** Maps the middle of the old axis, {@code scale} old pixels a new one. */
        static Axis of(int old, int count, double scale) {
            double width = Math.max(scale, 1);
            double begin = (old - count * scale) / 2;
            var first = new int[count];
            var weights = new float[count][];
            for (int i = 0; i < count; i++) {
                double centre = begin + (i + 0.5) * scale;
                first[i] = Math.clamp((long) Math.floor(centre - width), 0, old - 1);
                int end = Math.clamp((long) Math.ceil(centre + width), first[i] + 1, old);
                var exact = new double[end - first[i]];
                double sum = 0;
                for (int j = 0; j < exact.length; j++) {
                    exact[j] = Math.max(0, 1 - Math.abs(first[i] + j + 0.5 - centre) / width);
                    sum += exact[j];
                }
                weights[i] = new float[exact.length];
                for (int j = 0; j < exact.length; j++) {
                    weights[i][j] = (float) (exact[j] / sum);
                }
            }
            return new Axis(first, weights);
        }
    }

    private Resampling() {}

    /** The image in another size. */
    static RgbImage resize(RgbImage image, Size wanted, Fit fit) {
        var size = image.size();
        if (size.equals(wanted)) {
            return image;
        }
        double down = (double) size.height() / wanted.height();
        double across = (double) size.width() / wanted.width();
        if (fit == Fit.CROP) {
            down = Math.min(down, across);
            across = down;
        }
        var rows = Axis.of(size.height(), wanted.height(), down);
        var columns = Axis.of(size.width(), wanted.width(), across);
        int area = wanted.height() * wanted.width();
        var planes = new byte[Math.multiplyExact(3, area)];
        for (int c = 0; c < 3; c++) {
            resize(image.planes(), c * size.height() * size.width(), size, rows, columns, planes, c * area);
        }
        return new RgbImage(wanted, planes);
    }

    private static void resize(byte[] plane, int from, Size size, Axis rows, Axis columns, byte[] into, int to) {
        int width = columns.first().length;
        var narrowed = new float[Math.multiplyExact(size.height(), width)];
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < width; x++) {
                int first = from + y * size.width() + columns.first()[x];
                float[] weights = columns.weights()[x];
                float sum = 0;
                for (int j = 0; j < weights.length; j++) {
                    sum += weights[j] * (plane[first + j] & 0xFF);
                }
                narrowed[y * width + x] = sum;
            }
        }
        for (int y = 0; y < rows.first().length; y++) {
            float[] weights = rows.weights()[y];
            for (int x = 0; x < width; x++) {
                int first = rows.first()[y] * width + x;
                float sum = 0;
                for (int j = 0; j < weights.length; j++) {
                    sum += weights[j] * narrowed[first + j * width];
                }
                into[to + y * width + x] = (byte) Math.clamp(Math.round(sum), 0, 255);
            }
        }
    }
}
