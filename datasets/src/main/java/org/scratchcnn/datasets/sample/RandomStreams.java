package org.scratchcnn.datasets.sample;

import java.util.SplittableRandom;

/** Generators for what is drawn from one seed, none of which repeats another. */
public final class RandomStreams {

    private static final long SPLIT = 0;

    private RandomStreams() {}

    /** For choosing which samples are for training, validation and test. */
    public static SplittableRandom forSplit(long seed) {
        return stream(seed, SPLIT);
    }

    /** For the order of an epoch, the first being 1. */
    public static SplittableRandom forEpoch(long seed, int epoch) {
        return stream(seed, epoch);
    }

    /**
     * Generator number {@code index} of {@code seed}. The number is spread over all bits by an odd multiplier (from
     * Steele and Vigna 2021, "Computationally easy, spectrally good multipliers"), so that neither (seed 1, epoch 2) and
     * (seed 2, epoch 1) coincide, nor does one sequence run behind another.
     */
    public static SplittableRandom stream(long seed, long index) {
        return new SplittableRandom(seed ^ ((index + 1) * 0xD1342543DE82EF95L));
    }
}
