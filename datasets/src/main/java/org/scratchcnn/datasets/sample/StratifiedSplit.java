package org.scratchcnn.datasets.sample;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Divides samples into parts that hold every class in the same proportion as the samples that they are taken from, as
 * nearly as whole numbers allow (largest remainder). Which samples of a class go where is drawn; within a part they keep
 * their order.
 */
public final class StratifiedSplit {

    private StratifiedSplit() {}

    /**
     * Takes {@code sizes.length} disjoint parts.
     *
     * @return the samples' numbers, by part, ascending
     * @throws IllegalArgumentException if there are too few samples
     */
    public static int[][] split(LabelledSamples samples, int classes, SplittableRandom random, int... sizes) {
        long wanted = Arrays.stream(sizes).asLongStream().sum();
        if (wanted > samples.count()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "The split takes %,d samples, but there are %,d", wanted, samples.count()));
        }
        int[][] byClass = shuffledByClass(samples.count(), samples::label, classes, random);
        int[] taken = new int[classes];
        var parts = new int[sizes.length][];
        for (int part = 0; part < sizes.length; part++) {
            parts[part] = take(byClass, taken, sizes[part]);
        }
        return parts;
    }

    /**
     * Takes a share of every class: of each at least one sample, but not all.
     *
     * @param labels of all samples
     * @param share between 0 and 1
     * @return the numbers of the samples that are left, and of those that are taken, ascending
     * @throws IllegalArgumentException if a class has one sample only
     */
    public static int[][] takeShare(int[] labels, int classes, SplittableRandom random, double share) {
        var left = IntStream.builder();
        var taken = IntStream.builder();
        int[][] byClass = shuffledByClass(labels.length, i -> labels[i], classes, random);
        for (int k = 0; k < classes; k++) {
            int count = byClass[k].length;
            if (count == 1) {
                throw new IllegalArgumentException("Class " + k + " has 1 sample, but dividing it needs 2");
            }
            long size = count == 0 ? 0 : Math.clamp(Math.round(share * count), 1, count - 1);
            for (int i = 0; i < count; i++) {
                (i < size ? taken : left).add(byClass[k][i]);
            }
        }
        return new int[][] {
            left.build().sorted().toArray(), taken.build().sorted().toArray()
        };
    }

    private static int[][] shuffledByClass(int samples, IntUnaryOperator label, int classes, SplittableRandom random) {
        int[] counts = new int[classes];
        for (int i = 0; i < samples; i++) {
            counts[label.applyAsInt(i)]++;
        }
        var byClass = new int[classes][];
        for (int k = 0; k < classes; k++) {
            byClass[k] = new int[counts[k]];
        }
        for (int i = samples - 1; i >= 0; i--) {
            int k = label.applyAsInt(i);
            byClass[k][--counts[k]] = i;
        }
        for (int[] members : byClass) {
            Shuffle.shuffle(members, random);
        }
        return byClass;
    }

    /** Takes the next {@code size} samples, from each class its share of what is left. */
    private static int[] take(int[][] byClass, int[] taken, int size) {
        int classes = byClass.length;
        long left = 0;
        for (int k = 0; k < classes; k++) {
            left += byClass[k].length - taken[k];
        }
        if (size == 0) {
            return new int[0];
        }
        var quota = new int[classes];
        var remainder = new long[classes];
        int given = 0;
        for (int k = 0; k < classes; k++) {
            long share = (long) size * (byClass[k].length - taken[k]);
            quota[k] = (int) (share / left);
            remainder[k] = share % left;
            given += quota[k];
        }
        IntStream.range(0, classes)
                .boxed()
                .sorted(Comparator.comparingLong((Integer k) -> remainder[k]).reversed())
                .limit(size - given)
                .forEach(k -> quota[k]++);

        var part = new int[size];
        int at = 0;
        for (int k = 0; k < classes; k++) {
            System.arraycopy(byClass[k], taken[k], part, at, quota[k]);
            at += quota[k];
            taken[k] += quota[k];
        }
        Arrays.sort(part);
        return part;
    }
}
