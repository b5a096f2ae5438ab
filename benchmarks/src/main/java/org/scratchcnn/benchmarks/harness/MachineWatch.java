package org.scratchcnn.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.RunConditions;

/**
 * Watches the machine: its ruler between the runs, and what else is busy during each. Only what moves a figure is a mark:
 * on a shared machine something small always goes on, and intervals over processes hold it.
 */
final class MachineWatch {

    /** The share by which the ruler may be faster or slower after a run than before it. */
    private static final double RULER_LIMIT = 0.25;

    /** Processors that anything else may keep busy during a run, on average. */
    private static final double LOAD_LIMIT = 0.5;

    private final IntFunction<List<Double>> ruler;
    private final int threads;
    private final Supplier<Optional<ProcessorTimes>> clock;
    private final List<RulerReading> readings = new ArrayList<>();
    private Optional<ProcessorTimes> begun = Optional.empty();

    /**
     * A watch that has not begun.
     *
     * @param ruler reads GFLOP/s on so many threads
     * @param threads that engines get; the ruler is read on one thread and on as many
     * @param clock of the processors; gives nothing where the system doesn't say
     */
    MachineWatch(IntFunction<List<Double>> ruler, int threads, Supplier<Optional<ProcessorTimes>> clock) {
        this.ruler = ruler;
        this.threads = threads;
        this.clock = clock;
    }

    /** Reads the ruler, before the first run and after each. */
    void read(int runsBefore) {
        IntStream.of(1, threads)
                .distinct()
                .mapToObj(count -> new RulerReading(count, runsBefore, ruler.apply(count)))
                .filter(reading -> !reading.gigaflops().isEmpty())
                .forEach(readings::add);
    }

    /** A run begins. */
    void begin() {
        begun = clock.get();
    }

    /**
     * A run is over, and its process has ended.
     *
     * @param index among the record's runs
     * @param runThreads that the run had
     */
    RunConditions end(int index, String title, int runThreads) {
        var ended = clock.get();
        var otherLoad = begun.flatMap(earlier -> ended.map(later -> later.othersSince(earlier)))
                .orElse(null);
        read(index + 1);
        var before = best(index, runThreads);
        var after = best(index + 1, runThreads);
        return new RunConditions(index, title, before, after, otherLoad, marks(before, after, otherLoad));
    }

    /** All readings so far, in order. */
    List<RulerReading> readings() {
        return List.copyOf(readings);
    }

    /**
     * The best repetition on as many threads, or the next smaller number: what disturbs a few for a moment does not matter,
     * and what lasts slows down the best one, too.
     */
    private @Nullable Double best(int runsBefore, int runThreads) {
        return readings.reversed().stream()
                .filter(reading -> reading.runsBefore() == runsBefore && reading.threads() <= runThreads)
                .findFirst()
                .map(reading -> Collections.max(reading.gigaflops()))
                .orElse(null);
    }

    static List<String> marks(@Nullable Double rulerBefore, @Nullable Double rulerAfter, @Nullable Double otherLoad) {
        var marks = new ArrayList<String>();
        if (rulerBefore != null && rulerAfter != null) {
            double change = rulerAfter / rulerBefore - 1;
            if (!(Math.abs(change) <= RULER_LIMIT)) {
                var moved = change > 0 ? "rose" : "fell";
                marks.add(String.format(Locale.ROOT, "a ruler that %s by %.0f %%", moved, 100 * Math.abs(change)));
            }
        }
        if (otherLoad != null && otherLoad >= LOAD_LIMIT) {
            marks.add(String.format(Locale.ROOT, "other load of %.2f processors", otherLoad));
        }
        return marks;
    }
}
