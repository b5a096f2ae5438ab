package org.scratchcnn.datasets.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.datasets.sample.RandomStreams;
import org.scratchcnn.datasets.sample.Shuffle;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.Shape;

/**
 * Draws images that stand in for a set: ten kinds of shapes at random places, in random sizes, brightnesses, colours and
 * slight turns, with noise. Always the same images, as many of each class as of the others.
 */
public final class DrawnShapes {

    private static final List<DrawnShape> SHAPES = List.of(DrawnShape.values());
    private static final long TRAINING_SEED = 20_250_916;
    private static final long TEST_SEED = 20_250_917;
    private static final double NOISE_DEVIATION = 24;
    private static final double LARGEST_TURN = 0.2;
    private static final int LEAST_CONTRAST = 70;

    private final ImageSet set;
    private final Shape.Image shape;
    private final byte[] noise;

    private DrawnShapes(ImageSet set) {
        this.set = set;
        this.shape = set.imageShape();
        this.noise = noise();
    }

    /** As many images as the set's training files hold. */
    public static LabelledImages training(ImageSet set) {
        return training(set, set.trainingImages());
    }

    /** So many images to train on. */
    public static LabelledImages training(ImageSet set, int count) {
        return new DrawnShapes(set).draw(count, TRAINING_SEED);
    }

    /** As many images as the set's test files hold. */
    public static LabelledImages test(ImageSet set) {
        return new DrawnShapes(set).draw(set.testImages(), TEST_SEED);
    }

    /** What the classes are called that stand in for a set's. */
    public static List<String> names() {
        return SHAPES.stream()
                .map(shape -> shape.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }

    /** Normal noise to be read from random places: drawing it pixel by pixel takes longer than all the rest. */
    private static byte[] noise() {
        var random = new SplittableRandom(TRAINING_SEED);
        var noise = new byte[1 << 16];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) Math.clamp(Math.round(NOISE_DEVIATION * random.nextGaussian()), -127, 127);
        }
        return noise;
    }

    private LabelledImages draw(int count, long seed) {
        int[] classes = new int[count];
        Arrays.setAll(classes, i -> i % set.classNames().size());
        Shuffle.shuffle(classes, new SplittableRandom(seed));
        var pixels = new byte[Math.multiplyExact(count, shape.size())];
        // Each image has its own generator, so that threads don't change what is drawn.
        IntStream.range(0, count)
                .parallel()
                .forEach(i ->
                        drawImage(SHAPES.get(classes[i]), pixels, i * shape.size(), RandomStreams.stream(seed, i)));
        return new LabelledImages(shape, pixels, classes);
    }

    private void drawImage(DrawnShape drawn, byte[] pixels, int from, SplittableRandom random) {
        int side = Math.min(shape.height(), shape.width());
        double radius = side * random.nextDouble(0.2, 0.4);
        double centreX = random.nextDouble(radius, shape.width() - radius);
        double centreY = random.nextDouble(radius, shape.height() - radius);
        double turn = random.nextDouble(-LARGEST_TURN, LARGEST_TURN);
        // StrictMath, so that every platform draws the same bits and the fingerprint holds.
        double cos = StrictMath.cos(turn) / radius;
        double sin = StrictMath.sin(turn) / radius;

        int channels = shape.channels();
        int area = shape.height() * shape.width();
        int[] paper = new int[channels];
        int[] ink = new int[channels];
        chooseColours(paper, ink, random);
        int noiseFrom = random.nextInt(noise.length);
        for (int y = 0; y < shape.height(); y++) {
            double dy = y + 0.5 - centreY;
            for (int x = 0; x < shape.width(); x++) {
                double dx = x + 0.5 - centreX;
                double depth = drawn.depth(cos * dx + sin * dy, cos * dy - sin * dx);
                double coverage = Math.clamp(0.5 + depth * radius, 0, 1);
                int at = from + y * shape.width() + x;
                for (int c = 0; c < channels; c++) {
                    int grain = noise[(noiseFrom + at + c * area) & (noise.length - 1)];
                    int value = (int) (paper[c] + coverage * (ink[c] - paper[c])) + grain;
                    pixels[at + c * area] = (byte) Math.clamp(value, 0, 255);
                }
            }
        }
    }

    /** Light ink on dark paper where there is one channel; any two colours apart from each other where there are more. */
    private static void chooseColours(int[] paper, int[] ink, SplittableRandom random) {
        if (paper.length == 1) {
            paper[0] = random.nextInt(0, 60);
            ink[0] = random.nextInt(130, 256);
            return;
        }
        int contrast;
        do {
            contrast = 0;
            for (int c = 0; c < paper.length; c++) {
                paper[c] = random.nextInt(256);
                ink[c] = random.nextInt(256);
                contrast += Math.abs(ink[c] - paper[c]);
            }
        } while (contrast < LEAST_CONTRAST * paper.length);
    }
}
