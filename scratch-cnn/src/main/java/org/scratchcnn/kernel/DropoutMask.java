package org.scratchcnn.kernel;

/**
 * Which values or channels dropout keeps: a counter-based random function (Salmon et al. 2011, "Parallel random numbers: as easy
 * as 1, 2, 3"), so that no order of evaluation changes it. Bits are mixed by SplitMix64's finalizer (Steele, Lea and
 * Flood 2014).
 */
public final class DropoutMask {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** What is kept or dropped as a whole. */
    public enum Unit {
        VALUE,
        CHANNEL
    }

    private final Unit unit;
    private final long key;
    private final long threshold;
    private final int scaleBits;

    /**
     * Masks of one layer.
     *
     * @param probability of dropping, in [0, 1)
     */
    public DropoutMask(double probability, Unit unit, long seed, String path) {
        this.unit = unit;
        this.key = mix(mix(seed) + GOLDEN_GAMMA * path.hashCode());
        this.threshold = (long) (probability * 0x1p32);
        this.scaleBits = Float.floatToRawIntBits((float) (1 / (1 - probability)));
    }

    /** The key of one image in one step, to be given to {@link #factor}. */
    public long imageKey(long step, int image) {
        return mix(mix(key + GOLDEN_GAMMA * (step + 1)) + GOLDEN_GAMMA * (image + 1));
    }

    /**
     * The draw that decides about a value, to be given to {@link #factor}.
     *
     * @param index of the value in its image, in NCHW order
     */
    public int draw(int channel, int index) {
        return unit == Unit.VALUE ? index : channel;
    }

    /** What values are multiplied by for which an image's draw decides: 0 or {@code 1 / (1 − probability)}. */
    public float factor(long imageKey, int draw) {
        long random = mix(imageKey + GOLDEN_GAMMA * (draw + 1)) >>> 32;
        // All bits where the value is dropped, none where it is kept: no processor can predict this branch.
        int dropped = (int) ((random - threshold) >> 63);
        return Float.intBitsToFloat(scaleBits & ~dropped);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
