package org.scratchcnn.benchmarks.gate.rule;

/**
 * One fork of each revision, timed block by block in turns.
 *
 * @param base milliseconds of one operation, the median of the blocks
 * @param head milliseconds of one operation, the median of the blocks
 * @param ratio how many times the base's time the head took: the median over neighbouring blocks
 * @param rulerShift share by which the ruler before the head's blocks differs from that before the base's, whichever way
 */
public record Pair(double base, double head, double ratio, double rulerShift) {

    public Pair {
        if (!(base > 0 && head > 0 && ratio > 0 && rulerShift >= 0)) {
            throw new IllegalArgumentException(
                    "A pair has times and a ratio above 0 and a shift of the ruler, but was given " + base + ", " + head
                            + ", " + ratio + " and " + rulerShift);
        }
    }

    /** Above 0 where the head is slower. */
    double logRatio() {
        return Math.log(ratio);
    }
}
