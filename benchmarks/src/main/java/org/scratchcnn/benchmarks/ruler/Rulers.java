package org.scratchcnn.benchmarks.ruler;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.worker.record.RulerReading;

/** Reads rulers, on one thread and on as many as the engines get. */
public final class Rulers {

    private static final int REPETITIONS = 5;

    private final List<Ruler> rulers;
    private final List<Integer> threads;
    private boolean warm;

    /**
     * Rulers that were not read yet.
     *
     * @param threads that the engines get
     */
    public Rulers(List<Ruler> rulers, int threads) {
        this.rulers = List.copyOf(rulers);
        this.threads = IntStream.of(1, threads).distinct().boxed().toList();
    }

    /** All that this JVM can read: without SIMD there is no peak of multiply-adds to speak of. */
    public static Rulers available(int threads) {
        var copy = new CopyRuler();
        return new Rulers(VectorSupport.isAvailable() ? List.of(new FmaRuler(), copy) : List.of(copy), threads);
    }

    /**
     * Reads every ruler, some tenths of a second each; the first time a second more.
     *
     * @param runsBefore how many runs are over
     */
    public List<RulerReading> read(int runsBefore) {
        if (!warm) {
            rulers.forEach(Ruler::warmUp);
            warm = true;
        }
        var readings = new ArrayList<RulerReading>();
        for (int count : threads) {
            try (var team = new ThreadTeam(count)) {
                for (var ruler : rulers) {
                    // Left out: a new team's threads may have to share a processor until the scheduler parts them.
                    ruler.measure(team);
                    var values = IntStream.range(0, REPETITIONS)
                            .mapToObj(_ -> ruler.measure(team))
                            .toList();
                    readings.add(new RulerReading(ruler.name(), count, ruler.unit(), runsBefore, values));
                }
            }
        }
        return readings;
    }
}
