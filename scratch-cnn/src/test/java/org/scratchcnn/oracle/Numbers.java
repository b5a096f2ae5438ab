package org.scratchcnn.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Arrays of numbers for tests: drawn, converted, compared. */
public final class Numbers {

    private Numbers() {}

    /** Values in [−1, 1). */
    public static float[] random(int size, RandomGenerator random) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat() * 2 - 1;
        }
        return values;
    }

    /** Multiples of a quarter in [−1, 1], so that there are many equal ones and many zeros. */
    public static float[] withTies(int size, RandomGenerator random) {
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(-4, 5) / 4f;
        }
        return values;
    }

    public static double[] toDouble(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** Element by element. */
    public static double[] sum(float[] some, double[] others) {
        var sum = others.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += some[i];
        }
        return sum;
    }

    /**
     * How far a float sum of products of values in [−1, 1] may be from the true one: an ulp at 1 a term, which is twice
     * what a term can lose as long as the sum is of the size that random terms make it (Higham 2002, "Accuracy and
     * stability of numerical algorithms", 4.2).
     */
    public static double sumTolerance(long terms) {
        return Math.ulp(1f) * (terms + 4.0);
    }

    /** Fails if a single bit differs. */
    public static void assertSameBits(String what, float[] actual, float[] expected) {
        if (!Arrays.equals(actual, expected)) {
            throw new AssertionError(
                    String.format(Locale.ROOT, "%s differs from index %d on", what, Arrays.mismatch(actual, expected)));
        }
    }

    /** Fails with the first index at which the difference is larger or not a number. */
    public static void assertClose(String what, float[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(actual[i] - expected[i]) <= tolerance)) {
                throw new AssertionError(String.format(
                        Locale.ROOT,
                        "%s[%d] is %s, but should be %s within %.2g",
                        what,
                        i,
                        actual[i],
                        expected[i],
                        tolerance));
            }
        }
    }
}
