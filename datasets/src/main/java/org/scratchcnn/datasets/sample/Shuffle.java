package org.scratchcnn.datasets.sample;

import java.util.random.RandomGenerator;

/** The shuffle of Fisher and Yates in Durstenfeld's form (Knuth, TAOCP 2, 3.4.2, algorithm P): every order equally likely. */
public final class Shuffle {

    private Shuffle() {}

    public static void shuffle(int[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }
}
