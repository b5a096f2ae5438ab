package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;

/** The shape of one sample, without its batch dimension: an image {@code [C, H, W]} or features {@code [F]}. */
public sealed interface Shape permits Shape.Image, Shape.Features {

    /** Number of values in one sample. */
    int size();

    /** Channels, height and width, or the number of features. */
    List<Integer> extents();

    /** The shape as literature writes it, for example {@code [3, 32, 32]}. */
    @Override
    String toString();

    static Image image(int channels, int height, int width) {
        return new Image(channels, height, width);
    }

    static Features features(int count) {
        return new Features(count);
    }

    /** {@code [channels, height, width]}, stored row-major. */
    record Image(int channels, int height, int width) implements Shape {
        public Image {
            if (channels < 1 || height < 1 || width < 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "An image shape needs at least one channel, row and column, but is [%d, %d, %d]",
                        channels,
                        height,
                        width));
            }
            // The product of two is below 2^62; a third may only be taken where two still leave room.
            if ((long) channels * height > Integer.MAX_VALUE || (long) channels * height * width > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "An image of [%d, %d, %d] has more values than one array can hold",
                        channels,
                        height,
                        width));
            }
        }

        @Override
        public int size() {
            return channels * height * width;
        }

        @Override
        public List<Integer> extents() {
            return List.of(channels, height, width);
        }

        @Override
        public String toString() {
            return extents().toString();
        }
    }

    /** {@code [count]}. */
    record Features(int count) implements Shape {
        public Features {
            if (count < 1) {
                throw new IllegalArgumentException("A feature shape needs at least one value, but has " + count);
            }
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public List<Integer> extents() {
            return List.of(count);
        }

        @Override
        public String toString() {
            return extents().toString();
        }
    }
}
