package org.scratchcnn.benchmarks.contention;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.ruler.Rulers;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.SampleConditions.Attempt;
import org.scratchcnn.worker.record.SampleConditions.RulerShift;

/** Watches the machine while samples are taken, one after the other: rulers before and after, and what else is busy. */
public final class SampleWatch {

    private static final Path PROC = Path.of("/proc");

    private final Rulers rulers;
    private final Supplier<Optional<ProcessorTimes>> clock;
    private final List<RulerReading> readings = new ArrayList<>();
    private List<RulerReading> before = List.of();
    private Optional<ProcessorTimes> begun = Optional.empty();

    /** A watch that reads these rulers. */
    public SampleWatch(Rulers rulers) {
        this(rulers, () -> ProcessorTimes.read(PROC));
    }

    /**
     * A watch with another clock.
     *
     * @param clock of the processors; gives nothing where the system doesn't say
     */
    public SampleWatch(Rulers rulers, Supplier<Optional<ProcessorTimes>> clock) {
        this.rulers = rulers;
        this.clock = clock;
    }

    /** Reads the rulers before the first sample; earlier readings are forgotten. */
    public void start() {
        readings.clear();
        before = read(0);
    }

    /** A sample begins. */
    public void begin() {
        begun = clock.get();
    }

    /**
     * A sample is over, and its processes have ended. Rulers that seem to have moved are read once more, since whatever
     * disturbed the reading alone does not matter.
     *
     * @param threads that the sample had
     * @param runsOver how many of the record's runs are over
     */
    public Attempt end(int threads, int runsOver) {
        var ended = clock.get();
        var otherLoad = begun.flatMap(earlier -> ended.map(later -> later.othersSince(earlier)));
        var after = read(runsOver);
        var shifts = shifts(threads, after);
        if (shifts.stream().anyMatch(ContentionRules::moved)) {
            after = read(runsOver);
            shifts = nearer(shifts, shifts(threads, after));
        }
        before = after;
        return ContentionRules.judge(shifts, otherLoad.orElse(null));
    }

    /** All readings so far, in order. */
    public List<RulerReading> readings() {
        return List.copyOf(readings);
    }

    private List<RulerReading> read(int runsOver) {
        var read = rulers.read(runsOver);
        readings.addAll(read);
        return read;
    }

    /** Of the rulers as they were read on as many threads as a sample had, or the next smaller number. */
    private List<RulerShift> shifts(int threads, List<RulerReading> after) {
        int counted = after.stream()
                .mapToInt(RulerReading::threads)
                .filter(count -> count <= threads)
                .max()
                .orElse(threads);
        var shifts = new ArrayList<RulerShift>();
        for (var reading : after) {
            var earlier = same(reading, before);
            if (reading.threads() == counted && earlier != null) {
                shifts.add(new RulerShift(reading.ruler(), counted, best(earlier), best(reading)));
            }
        }
        return shifts;
    }

    private static @Nullable RulerReading same(RulerReading reading, List<RulerReading> others) {
        return others.stream()
                .filter(other -> other.ruler().equals(reading.ruler()) && other.threads() == reading.threads())
                .findFirst()
                .orElse(null);
    }

    /** What disturbs a few repetitions for a moment does not matter; what lasts slows down the best one, too. */
    private static double best(RulerReading reading) {
        return Collections.max(reading.values());
    }

    /** Ruler by ruler whichever moved less. */
    private static List<RulerShift> nearer(List<RulerShift> first, List<RulerShift> second) {
        var nearer = new ArrayList<RulerShift>();
        for (int i = 0; i < first.size(); i++) {
            nearer.add(
                    Math.abs(second.get(i).change()) < Math.abs(first.get(i).change()) ? second.get(i) : first.get(i));
        }
        return nearer;
    }
}
