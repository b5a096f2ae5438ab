package org.scratchcnn.kernel;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** Convolutions that kernels get wrong. */
public final class Conv2dCases {

    /** A convolution, how many images it gets, and the seed of its values. */
    public record Case(long seed, Conv2d conv, Shape.Image input, BatchSize batch) {

        public Conv2dGeometry geometry() {
            return Conv2dGeometry.of(conv, input);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "seed %d: %s of %s, %s", seed, conv.describe(), input, batch);
        }
    }

    private Conv2dCases() {}

    public static List<Case> all() {
        return Stream.of(
                        chosen(),
                        inGroups(),
                        LongStream.rangeClosed(1, 40).mapToObj(Conv2dCases::random),
                        LongStream.rangeClosed(1, 20).mapToObj(Conv2dCases::randomInGroups))
                .flatMap(cases -> cases)
                .toList();
    }

    /** A few of them, for what takes long. */
    public static List<Case> some() {
        return Stream.of(
                        chosen(),
                        inGroups(),
                        LongStream.rangeClosed(1, 4).mapToObj(Conv2dCases::random),
                        LongStream.rangeClosed(1, 2).mapToObj(Conv2dCases::randomInGroups))
                .flatMap(cases -> cases)
                .toList();
    }

    private static Stream<Case> chosen() {
        return Stream.of(
                new Case(101, Conv2d.of(1, 1, 1), Shape.image(1, 1, 1), BatchSize.ONE),
                new Case(102, Conv2d.of(3, 5, 1), Shape.image(3, 7, 6), BatchSize.LANES),
                // The kernel as large as the input.
                new Case(
                        103,
                        Conv2d.of(3, 17, 1).withKernel(new Size2d(5, 4)),
                        Shape.image(3, 5, 4),
                        BatchSize.ONE_MORE_THAN_LANES),
                // The zoo's usual one.
                new Case(
                        104,
                        Conv2d.of(17, 16, 3).withPadding(Padding2d.all(1)),
                        Shape.image(17, 14, 14),
                        BatchSize.ONE_LESS_THAN_LANES),
                new Case(
                        105,
                        Conv2d.of(16, 17, 3).withPadding(Padding2d.all(1)).withBias(Bias.PER_POSITION),
                        Shape.image(16, 7, 7),
                        BatchSize.ONE_MORE_THAN_TWICE_LANES),
                // Rows and columns that no window reaches, on one side only.
                new Case(
                        106,
                        Conv2d.of(3, 4, 2).withStride(Size2d.square(3)).withPadding(new Padding2d(1, 0, 0, 1)),
                        Shape.image(3, 9, 9),
                        BatchSize.ONE_MORE_THAN_LANES),
                // A kernel that lies mostly in the padding.
                new Case(
                        107,
                        Conv2d.of(1, 3, 3).withDilation(Size2d.square(2)).withPadding(Padding2d.all(4)),
                        Shape.image(1, 2, 3),
                        BatchSize.LANES),
                // Odd sizes, no padding; all paddings different, one beyond the kernel's reach.
                new Case(108, Conv2d.of(5, 6, 3), Shape.image(5, 9, 8), BatchSize.LANES),
                new Case(
                        109,
                        Conv2d.of(3, 9, 3).withPadding(new Padding2d(3, 0, 1, 2)),
                        Shape.image(3, 6, 5),
                        BatchSize.ONE_MORE_THAN_LANES),
                // Many channels and few pixels.
                new Case(
                        110,
                        Conv2d.of(70, 66, 3).withPadding(Padding2d.all(1)),
                        Shape.image(70, 4, 3),
                        BatchSize.ONE_MORE_THAN_LANES),
                new Case(
                        111,
                        Conv2d.of(65, 71, 1)
                                .withKernel(new Size2d(3, 2))
                                .withDilation(new Size2d(1, 2))
                                .withPadding(new Padding2d(0, 4, 2, 1))
                                .withBias(Bias.PER_POSITION),
                        Shape.image(65, 4, 3),
                        BatchSize.ONE_LESS_THAN_LANES));
    }

    private static Stream<Case> inGroups() {
        var depthwise = Conv2d.of(5, 5, 3).withPadding(Padding2d.all(1)).withGroups(5);
        return Stream.of(
                new Case(201, depthwise, Shape.image(5, 9, 14), BatchSize.ONE_MORE_THAN_LANES),
                // Rows shorter than what is computed at a time.
                new Case(202, depthwise, Shape.image(5, 6, 7), BatchSize.ONE_MORE_THAN_TWICE_LANES),
                new Case(203, depthwise.withBias(Bias.PER_POSITION), Shape.image(5, 2, 3), BatchSize.ONE),
                new Case(
                        204,
                        depthwise.withStride(Size2d.square(2)).withBias(Bias.NONE),
                        Shape.image(5, 12, 11),
                        BatchSize.ONE_LESS_THAN_LANES),
                // Several outputs a channel; more taps than are summed at a time; a stride that leaves pixels out.
                new Case(
                        205,
                        Conv2d.of(4, 12, 5).withPadding(Padding2d.all(2)).withGroups(4),
                        Shape.image(4, 8, 18),
                        BatchSize.LANES),
                new Case(
                        206,
                        Conv2d.of(3, 6, 1).withStride(Size2d.square(2)).withGroups(3),
                        Shape.image(3, 5, 8),
                        BatchSize.ONE_MORE_THAN_LANES),
                // Groups for which Winograd's transforms would pay; as many as there are outputs.
                new Case(
                        207,
                        Conv2d.of(34, 36, 3).withPadding(Padding2d.all(1)).withGroups(2),
                        Shape.image(34, 7, 6),
                        BatchSize.ONE_MORE_THAN_LANES),
                new Case(
                        208,
                        Conv2d.of(12, 4, 3).withBias(Bias.PER_POSITION).withGroups(4),
                        Shape.image(12, 6, 7),
                        BatchSize.ONE_LESS_THAN_LANES));
    }

    /** The same one for the same seed. */
    static Case random(long seed) {
        var random = new SplittableRandom(seed);
        int inChannels = pick(random, List.of(1, 2, 3, 17));
        int outChannels = pick(random, List.of(1, 3, 8, 17));
        return random(seed, random, inChannels, outChannels, 1);
    }

    /** The same one for the same seed. */
    static Case randomInGroups(long seed) {
        var random = new SplittableRandom(-seed);
        int groups = pick(random, List.of(2, 3, 9));
        int inChannels = groups * pick(random, List.of(1, 1, 4));
        int outChannels = groups * pick(random, List.of(1, 2, 5));
        return random(-seed, random, inChannels, outChannels, groups);
    }

    private static Case random(long seed, SplittableRandom random, int inChannels, int outChannels, int groups) {
        var kernel = new Size2d(random.nextInt(1, 6), random.nextInt(1, 6));
        var dilation = new Size2d(random.nextInt(1, 3), random.nextInt(1, 3));
        int extentHeight = dilation.height() * (kernel.height() - 1) + 1;
        int extentWidth = dilation.width() * (kernel.width() - 1) + 1;
        var padding = new Padding2d(
                random.nextInt(extentHeight),
                random.nextInt(extentWidth),
                random.nextInt(extentHeight),
                random.nextInt(extentWidth));
        var input = Shape.image(
                inChannels,
                Math.max(1, extentHeight - padding.top() - padding.bottom()) + random.nextInt(9),
                Math.max(1, extentWidth - padding.left() - padding.right()) + random.nextInt(9));
        var conv = Conv2d.of(inChannels, outChannels, 1)
                .withKernel(kernel)
                .withDilation(dilation)
                .withPadding(padding)
                .withStride(new Size2d(random.nextInt(1, 4), random.nextInt(1, 4)))
                .withBias(pick(random, List.of(Bias.values())))
                .withGroups(groups);
        return new Case(seed, conv, input, pick(random, List.of(BatchSize.values())));
    }

    private static <T> T pick(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
