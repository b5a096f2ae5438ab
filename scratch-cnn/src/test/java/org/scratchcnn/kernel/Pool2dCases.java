package org.scratchcnn.kernel;

import static org.scratchcnn.oracle.Numbers.sumTolerance;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.oracle.OraclePool2d;

/** Poolings that kernels get wrong. */
public final class Pool2dCases {

    /** Which windows. */
    sealed interface Windows {}

    record Sliding(PoolWindow window) implements Windows {}

    record Adaptive(Size2d size) implements Windows {}

    /** A pooling, how many images it gets, and the seed of its values. */
    public record Case(long seed, Windows windows, Shape.Image input, BatchSize batch) {

        /** Without padding in an average's divisor. */
        public Pool2dGeometry geometry() {
            return geometry(false);
        }

        public Pool2dGeometry geometry(boolean countPadding) {
            return switch (windows) {
                case Sliding(var window) -> Pool2dGeometry.sliding(window, countPadding, input);
                case Adaptive(var size) -> Pool2dGeometry.adaptive(input, size);
            };
        }

        public OraclePool2d oracle(boolean countPadding, int images) {
            return switch (windows) {
                case Sliding(var window) -> OraclePool2d.sliding(window, countPadding, input, images);
                case Adaptive(var size) -> OraclePool2d.adaptive(size, input, images);
            };
        }

        /** Of sums over a window, and over the windows that hold a value. */
        double tolerance() {
            return sumTolerance((long) input.height() * input.width());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "seed %d: %s of %s, %s", seed, windows, input, batch);
        }
    }

    private Pool2dCases() {}

    public static List<Case> all() {
        return Stream.concat(chosen(), LongStream.rangeClosed(1, 35).mapToObj(Pool2dCases::random))
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
                pooling(106, 2, 3, Padding2d.all(1), Shape.image(3, 8, 9), BatchSize.ONE_MORE_THAN_LANES),
                // Rounded up: a last window that is clipped, and one that ends in the padding.
                pooling(107, ceil(2, 2, Padding2d.NONE), Shape.image(16, 13, 13), BatchSize.ONE_MORE_THAN_LANES),
                pooling(108, ceil(3, 2, Padding2d.all(1)), Shape.image(3, 7, 8), BatchSize.LANES),
                // One window, windows that divide the image, that overlap, and more of them than there are values.
                adaptive(201, 1, 1, Shape.image(17, 8, 8), BatchSize.ONE),
                adaptive(202, 4, 2, Shape.image(3, 8, 8), BatchSize.ONE_LESS_THAN_LANES),
                adaptive(203, 3, 5, Shape.image(5, 7, 9), BatchSize.ONE_MORE_THAN_LANES),
                adaptive(204, 6, 7, Shape.image(1, 4, 3), BatchSize.ONE_MORE_THAN_TWICE_LANES));
    }

    private static Case pooling(
            long seed, int kernel, int stride, Padding2d padding, Shape.Image input, BatchSize batch) {
        return pooling(seed, ceil(kernel, stride, padding).withCeilMode(false), input, batch);
    }

    private static Case pooling(long seed, PoolWindow window, Shape.Image input, BatchSize batch) {
        return new Case(seed, new Sliding(window), input, batch);
    }

    private static PoolWindow ceil(int kernel, int stride, Padding2d padding) {
        return new PoolWindow(Size2d.square(kernel), Size2d.square(stride), padding, true);
    }

    private static Case adaptive(long seed, int rows, int columns, Shape.Image input, BatchSize batch) {
        return new Case(seed, new Adaptive(new Size2d(rows, columns)), input, batch);
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
        var batch = batches[random.nextInt(batches.length)];
        var window = new PoolWindow(kernel, stride, padding, seed % 2 == 0);
        return pooling(seed, leavesPaddingAlone(window, input) ? window.withCeilMode(false) : window, input, batch);
    }

    private static boolean leavesPaddingAlone(PoolWindow window, Shape.Image input) {
        try {
            window.outputShape(input);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
