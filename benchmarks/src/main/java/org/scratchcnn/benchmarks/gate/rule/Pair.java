package org.scratchcnn.benchmarks.gate.rule;

/**
 * One fork of each revision, timed block by block in turns.
 *
 * @param base milliseconds of one operation, the median of the blocks
 * @param head milliseconds of one operation, the median of the blocks
 * @param ratio how many times the base's time the head took: the median over neighbouring blocks
 * @param rulerShift share by which the ruler before the head's blocks differs from that before the base's, whichever way
 */
public record Pair(double base, double head, double ratio, double rulerShift) implements PairSource.Outcome {}
