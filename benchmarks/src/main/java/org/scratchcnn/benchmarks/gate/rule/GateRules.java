package org.scratchcnn.benchmarks.gate.rule;

/**
 * The numbers in the rules.
 *
 * @param pairs of forks, of every benchmark, and again of each that has to be confirmed
 * @param mostPairs while the interval is too wide, or a suspicion not settled
 * @param widest half an interval's width that is narrow enough, as a share of the time
 * @param slower what counts as slower: at least this share
 * @param certainlySlower share that the interval's lower bound has to be above
 * @param level confidence of the interval
 * @param familyError of Holm's correction, for one look at all benchmarks. They are looked at again after each pair that is
 *     added, so how often a whole gate fails something wrongly is measured, not read off it
 * @param rulerShift share by which the ruler's median before the head's blocks may differ from that before the base's
 * @param repeats of pairs whose ruler moved, of every benchmark, at most
 */
public record GateRules(
        int pairs,
        int mostPairs,
        double widest,
        double slower,
        double certainlySlower,
        double level,
        double familyError,
        double rulerShift,
        int repeats) {

    /** Benchmarks in a set: each makes the others' proof harder. */
    public static final int MOST_BENCHMARKS = 8;

    /** The rules of the gate. */
    public static GateRules standard() {
        return new GateRules(10, 30, 0.08, 0.10, 0.05, 0.99, 0.01, 0.05, 6);
    }

    /**
     * Whether a pair, the first is 0, times the head before the base. In the order ABBA BAAB whatever drifts steadily, or
     * even steadily faster, weighs on both alike.
     */
    public static boolean headFirst(int index) {
        int place = index % 4;
        return place == 1 || place == 2;
    }
}
