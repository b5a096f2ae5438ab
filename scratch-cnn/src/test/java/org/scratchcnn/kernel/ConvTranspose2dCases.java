package org.scratchcnn.kernel;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** Transposed convolutions that kernels get wrong. */
public final class ConvTranspose2dCases {

    /** A transposed convolution, how many images it gets, and the seed of its values. */
    public record Case(long seed, ConvTranspose2d conv, Shape.Image input, BatchSize batch) {

        public Conv2dGeometry geometry() {
            return Conv2dGeometry.transposedBy(conv, input);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "seed %d: %s of %s, %s", seed, conv.describe(), input, batch);
        }
    }

    private ConvTranspose2dCases() {}

    public static List<Case> all() {
        return Stream.concat(chosen(), LongStream.rangeClosed(1, 16).mapToObj(ConvTranspose2dCases::random))
                .toList();
    }

    private static Stream<Case> chosen() {
        return Stream.of(
                // The usual one, to twice the size, and with the other output size.
                new Case(
                        301,
                        ConvTranspose2d.of(5, 3, 4).withStride(Size2d.square(2)).withPadding(Padding2d.all(1)),
                        Shape.image(5, 4, 5),
                        BatchSize.ONE_MORE_THAN_LANES),
                new Case(
                        302,
                        ConvTranspose2d.of(3, 4, 3)
                                .withStride(Size2d.square(2))
                                .withPadding(Padding2d.all(1))
                                .withOutputPadding(Size2d.ONE),
                        Shape.image(3, 4, 5),
                        BatchSize.ONE_LESS_THAN_LANES),
                // Winograd's, where its transforms pay.
                new Case(
                        303,
                        ConvTranspose2d.of(18, 17, 3).withPadding(Padding2d.all(1)),
                        Shape.image(18, 9, 8),
                        BatchSize.ONE_MORE_THAN_LANES),
                // Many channels and few pixels.
                new Case(
                        304,
                        ConvTranspose2d.of(65, 66, 3)
                                .withPadding(Padding2d.all(1))
                                .withBias(false),
                        Shape.image(65, 3, 4),
                        BatchSize.ONE_MORE_THAN_LANES),
                new Case(
                        305,
                        ConvTranspose2d.of(4, 4, 3).withStride(Size2d.square(2)).withGroups(4),
                        Shape.image(4, 5, 6),
                        BatchSize.ONE),
                // An output padding beyond the stride, which the dilation allows.
                new Case(
                        306,
                        ConvTranspose2d.of(2, 3, 2)
                                .withWindow(new Window2d(
                                        Size2d.square(2), Size2d.ONE, new Padding2d(0, 1, 1, 0), Size2d.square(3)))
                                .withOutputPadding(new Size2d(2, 1)),
                        Shape.image(2, 4, 5),
                        BatchSize.LANES));
    }

    /** The same one for the same seed. */
    private static Case random(long seed) {
        var random = new SplittableRandom(seed);
        int groups = random.nextInt(1, 3);
        var kernel = new Size2d(random.nextInt(1, 5), random.nextInt(1, 5));
        var stride = new Size2d(random.nextInt(1, 4), random.nextInt(1, 4));
        var dilation = new Size2d(random.nextInt(1, 3), random.nextInt(1, 3));
        var padding = new Padding2d(
                random.nextInt(kernel.height()),
                random.nextInt(kernel.width()),
                random.nextInt(kernel.height()),
                random.nextInt(kernel.width()));
        var conv = ConvTranspose2d.of(groups * random.nextInt(1, 7), groups * random.nextInt(1, 7), 1)
                .withWindow(new Window2d(kernel, stride, padding, dilation))
                .withOutputPadding(new Size2d(
                        random.nextInt(Math.max(stride.height(), dilation.height())),
                        random.nextInt(Math.max(stride.width(), dilation.width()))))
                .withBias(random.nextBoolean())
                .withGroups(groups);
        var input = Shape.image(conv.inChannels(), random.nextInt(3, 8), random.nextInt(3, 8));
        var batches = BatchSize.values();
        return new Case(seed, conv, input, batches[random.nextInt(batches.length)]);
    }
}
