package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Compares what floats came to with a definition in double precision. */
final class Closeness {

    /** Rounding errors of a sum of products, each at most 1, stay far below this times the number of products. */
    private static final double TOLERANCE_PER_TERM = 0x1p-22;

    private Closeness() {}

    /** All values are as expected, and these are not all zero; {@code terms} are added up in each. */
    static void assertClose(String what, float[] actual, double[] expected, int terms) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(scale).as("the largest of the expected %s", what).isPositive();
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs(actual[i] - expected[i]);
            worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
        }
        assertThat(worst).as("%s: the largest difference", what).isCloseTo(0, within(terms * TOLERANCE_PER_TERM));
    }

    /**
     * The difference's norm is at most this part of the expected values', which is not zero: for sums of so many terms
     * that their size says little of a single value.
     */
    static void assertCloseInNorm(String what, float[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double squares = 0;
        double squaredDifferences = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += expected[i] * expected[i];
            squaredDifferences += (actual[i] - expected[i]) * (actual[i] - expected[i]);
        }
        assertThat(squares).as("the squares of the expected %s", what).isPositive();
        assertThat(Math.sqrt(squaredDifferences / squares))
                .as("%s: the difference's norm in parts of the expected", what)
                .isLessThan(tolerance);
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
