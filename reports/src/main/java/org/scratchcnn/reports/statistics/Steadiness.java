package org.scratchcnn.reports.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Whether a series of timings kept its level. After Barrett, Bolz-Tereick, Killick, Mount and Tratt, "Virtual machine
 * warmup blows hot and cold" (2017), who cut each process's timings into segments of equal level at changepoints and
 * label the process by these; here with a simpler search, and for series that are warmed up already:
 *
 * <ol>
 *   <li>The series is cut in two where {@link ChangePoint} finds a change (at 5 %), then each part in the same way
 *       (binary segmentation: Scott and Knott, 1974), down to parts of five values or a twentieth of the series. Shorter
 *       stretches are outliers, not levels.
 *   <li>Neighbours whose medians differ by at most 5 % are joined again, the most similar ones first: smaller changes
 *       hardly matter, however clear.
 *   <li>One level is steady. Several are drifting if each is higher than the one before it, or each lower: warming up,
 *       filling memory, throttling. Otherwise no level holds.
 * </ol>
 *
 * What swings faster than a twentieth of the series is taken for noise about one level.
 *
 * @param levels medians of the segments, in order; none where the series is too short
 */
public record Steadiness(Label label, List<Double> levels) {

    /** Fewer say nothing: even a clean step would not count as a change. */
    static final int FEWEST = 12;

    private static final int SHORTEST_SEGMENT = 5;
    private static final int MOST_SEGMENTS = 20;
    private static final double SIGNIFICANCE = 0.05;

    /** How many times the lower of two levels the higher one must be, to count as another. */
    private static final double EFFECT = 1.05;

    private static final Median MEDIAN = Median.withDefaults();

    /** What a series does. */
    public enum Label {
        STEADY,
        DRIFTING,
        NEVER_STEADY,
        TOO_SHORT;

        /** As reports say it, for example {@code never steady}. */
        public String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public Steadiness {
        levels = List.copyOf(levels);
    }

    /**
     * Labels a series.
     *
     * @param values positive, in the order they were taken
     */
    public static Steadiness of(List<Double> values) {
        if (values.size() < FEWEST) {
            return new Steadiness(Label.TOO_SHORT, List.of());
        }
        double[] series = values.stream().mapToDouble(Double::doubleValue).toArray();
        var ends = new ArrayList<Integer>();
        cut(series, 0, series.length, Math.max(SHORTEST_SEGMENT, series.length / MOST_SEGMENTS), ends);
        join(series, ends);
        var levels = levels(series, ends);
        return new Steadiness(label(levels), levels);
    }

    /** Whether it changed its level. */
    public boolean changed() {
        return label == Label.DRIFTING || label == Label.NEVER_STEADY;
    }

    /** Adds the ends of the segments between two indexes, in order. */
    private static void cut(double[] series, int from, int to, int shortest, List<Integer> ends) {
        if (to - from >= 2 * shortest) {
            var change = ChangePoint.of(Arrays.copyOfRange(series, from, to));
            int at = from + change.index();
            if (change.probability() < SIGNIFICANCE && at - from >= shortest && to - at >= shortest) {
                cut(series, from, at, shortest, ends);
                cut(series, at, to, shortest, ends);
                return;
            }
        }
        ends.add(to);
    }

    /** Takes out ends between neighbours of about the same level. */
    private static void join(double[] series, List<Integer> ends) {
        while (ends.size() > 1) {
            var levels = levels(series, ends);
            int most = 0;
            for (int i = 1; i < levels.size() - 1; i++) {
                if (ratio(levels, i) < ratio(levels, most)) {
                    most = i;
                }
            }
            if (ratio(levels, most) > EFFECT) {
                return;
            }
            ends.subList(most, most + 1).clear();
        }
    }

    /** How many times the lower level the higher one is, of one and the next. */
    private static double ratio(List<Double> levels, int index) {
        double one = levels.get(index);
        double next = levels.get(index + 1);
        return Math.max(one, next) / Math.min(one, next);
    }

    private static List<Double> levels(double[] series, List<Integer> ends) {
        var levels = new ArrayList<Double>();
        int from = 0;
        for (int end : ends) {
            levels.add(MEDIAN.evaluate(Arrays.copyOfRange(series, from, end)));
            from = end;
        }
        return levels;
    }

    private static Label label(List<Double> levels) {
        int rises = 0;
        for (int i = 1; i < levels.size(); i++) {
            rises += levels.get(i) > levels.get(i - 1) ? 1 : 0;
        }
        int changes = levels.size() - 1;
        if (changes == 0) {
            return Label.STEADY;
        }
        return rises == 0 || rises == changes ? Label.DRIFTING : Label.NEVER_STEADY;
    }
}
