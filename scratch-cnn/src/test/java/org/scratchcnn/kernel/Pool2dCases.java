package org.scratchcnn.kernel;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** Poolings that kernels get wrong. */
public final class Pool2dCases {

    /** A pooling, how many images it gets, and the seed of its values. */
    public record Case(long seed, Window2d window, Shape.Image input, BatchSize batch) {

        public Pool2dGeometry geometry() {
            return new Pool2dGeometry(input, window.outputShape(input, input.channels()), window);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "seed %d: %s of %s, %s", seed, new MaxPool2d(window).describe(), input, batch);
        }
    }

    private Pool2dCases() {}

    public static List<Case> all() {
        return Stream.concat(chosen(), LongStream.rangeClosed(1, 25).mapToObj(Pool2dCases::random))
                .toList();
    }

    private static Stream<Case> chosen() {
        return Stream.of(
                pooling(101, 1, 1, Padding2d.NONE, Shape.image(1, 1, 1), BatchSize.ONE),
                // The zoo's usual one, and with a row and a column left over.
                pooling(102, 2, 2, Padding2d.NONE, Shape.image(16, 14, 14), BatchSize.ONE_MORE_THAN_LANES),
                pooling(103, 2, 2, Padding2d.NONE, Shape.image(4, 13, 13), BatchSize.ONE_LESS_THAN_LANES),
                // Overlapping windows, padded at bottom and right.
                pooling(104, 3, 2, new Padding2d(0, 0, 1, 1), Shape.image(16, 14, 14), BatchSize.LANES),
                // The window as large as the image, and windows that skip some of it.
                pooling(105, 5, 1, Padding2d.NONE, Shape.image(3, 5, 5), BatchSize.ONE_MORE_THAN_TWICE_LANES),
                pooling(106, 2, 3, Padding2d.all(1), Shape.image(3, 8, 9), BatchSize.ONE_MORE_THAN_LANES));
    }

    private static Case pooling(
            long seed, int kernel, int stride, Padding2d padding, Shape.Image input, BatchSize batch) {
        var window = new Window2d(Size2d.square(kernel), Size2d.square(stride), padding, Size2d.ONE);
        return new Case(seed, window, input, batch);
    }

    private static Case random(long seed) {
        var random = new SplittableRandom(seed);
        var kernel = new Size2d(random.nextInt(1, 5), random.nextInt(1, 5));
        var padding = new Padding2d(
                random.nextInt(kernel.height()),
                random.nextInt(kernel.width()),
                random.nextInt(kernel.height()),
                random.nextInt(kernel.width()));
        var stride = new Size2d(random.nextInt(1, 4), random.nextInt(1, 4));
        var input = Shape.image(
                List.of(1, 3, 17).get(random.nextInt(3)),
                Math.max(1, kernel.height() - padding.top() - padding.bottom()) + random.nextInt(9),
                Math.max(1, kernel.width() - padding.left() - padding.right()) + random.nextInt(9));
        var batches = BatchSize.values();
        return new Case(
                seed,
                new Window2d(kernel, stride, padding, Size2d.ONE),
                input,
                batches[random.nextInt(batches.length)]);
    }
}
