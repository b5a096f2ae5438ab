package org.scratchcnn.benchmarks.contention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.worker.record.SampleConditions.Attempt;
import org.scratchcnn.worker.record.SampleConditions.RulerShift;

/** When a sample counts as contended, how often it is then taken again, and which attempt is kept. */
public final class ContentionRules {

    /** The share by which a ruler may be faster or slower after a sample than before it. */
    public static final double RULER_LIMIT = 0.05;

    /** Processors that anything else may keep busy while a sample is taken, on average. */
    public static final double LOAD_LIMIT = 0.2;

    /** Attempts at one sample, the first included. */
    public static final int MOST_ATTEMPTS = 3;

    private ContentionRules() {}

    /**
     * Judges a sample.
     *
     * @param rulers those whose movement counts
     * @param otherLoad processors that anything else kept busy, on average; absent where that isn't known
     */
    static Attempt judge(List<RulerShift> rulers, @Nullable Double otherLoad) {
        var reasons = new ArrayList<String>();
        for (var ruler : rulers) {
            if (moved(ruler)) {
                reasons.add(String.format(Locale.ROOT, "ruler %s %+.0f %%", ruler.ruler(), 100 * ruler.change()));
            }
        }
        if (otherLoad != null && otherLoad > LOAD_LIMIT) {
            reasons.add(String.format(Locale.ROOT, "other load of %.2f processors", otherLoad));
        }
        return new Attempt(rulers, otherLoad, reasons);
    }

    static boolean moved(RulerShift ruler) {
        return !(Math.abs(ruler.change()) <= RULER_LIMIT);
    }

    /**
     * Whether a contended sample is taken again: at most {@link #MOST_ATTEMPTS} in all, and only while all repetitions of
     * a plan together, this one included, take no longer than its first attempts did. So contention at most doubles a
     * plan's time.
     *
     * @param attempts at this sample so far
     * @param lastSeconds that the last of them took
     * @param firstSeconds of the first attempts at all samples so far, this one included
     * @param repeatedSeconds of all repetitions so far
     */
    public static boolean again(int attempts, double lastSeconds, double firstSeconds, double repeatedSeconds) {
        return attempts < MOST_ATTEMPTS && repeatedSeconds + lastSeconds <= firstSeconds;
    }

    /** Index of the attempt that is kept: the first one that is not contended, else the least contended. */
    public static int kept(List<Attempt> attempts) {
        return IntStream.range(0, attempts.size())
                .boxed()
                .min(Comparator.comparingDouble(
                        index -> attempts.get(index).contended() ? severity(attempts.get(index)) : 0))
                .orElseThrow();
    }

    /** How many times its limit the worst sign of contention is. */
    private static double severity(Attempt attempt) {
        var load = attempt.otherLoad();
        return DoubleStream.concat(
                        attempt.rulers().stream().mapToDouble(ruler -> Math.abs(ruler.change()) / RULER_LIMIT),
                        DoubleStream.of(load == null ? 0 : load / LOAD_LIMIT))
                .max()
                .orElseThrow();
    }
}
