package org.scratchcnn.benchmarks.jmh;

import java.util.random.RandomGenerator;

/** Numbers between −1 and 1 that benchmarks work on. */
final class DrawnNumbers {

    private DrawnNumbers() {}

    static float[] draw(int count, RandomGenerator random) {
        var values = new float[count];
        fill(values, random);
        return values;
    }

    static void fill(float[] values, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
    }
}
