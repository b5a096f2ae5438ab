package org.scratchcnn.benchmarks.contention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.ruler.Ruler;
import org.scratchcnn.benchmarks.ruler.Rulers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.SampleConditions.Attempt;
import org.scratchcnn.worker.record.SampleConditions.RulerShift;

class SampleWatchTest {

    /** What the ruler shows, reading by reading; the last one for good. */
    private final Deque<Double> shown = new ArrayDeque<>();

    private final Deque<Optional<ProcessorTimes>> times = new ArrayDeque<>();

    private final class ShownRuler implements Ruler {

        private int repetitions;

        @Override
        public String name() {
            return "shown";
        }

        @Override
        public String unit() {
            return "things";
        }

        @Override
        public void warmUp() {}

        /** The repetition that is left out shows something wild, and the one after it was disturbed. */
        @Override
        public double measure(ThreadTeam team) {
            int repetition = repetitions++ % 6;
            if (repetition == 5) {
                return shown.size() > 1 ? shown.removeFirst() : shown.getFirst();
            }
            return switch (repetition) {
                case 0 -> 1e6;
                case 1 -> 0;
                default -> shown.getFirst();
            };
        }
    }

    @Test
    void holdsTheReadingAfterASampleAgainstTheOneBefore() {
        var watch = watch(100.0, 98.0, 96.0);

        var first = take(watch, 0);
        var second = take(watch, 1);

        assertThat(first.rulers()).containsExactly(new RulerShift("shown", 1, 100, 98));
        assertThat(second.rulers()).containsExactly(new RulerShift("shown", 1, 98, 96));
        assertThat(first.contended()).isFalse();
        assertThat(watch.readings()).extracting(RulerReading::runsBefore).containsExactly(0, 1, 2);
    }

    @Test
    void readsAgainBeforeItSaysThatARulerMoved() {
        var watch = watch(100.0, 80.0, 99.0, 98.0);

        var attempt = take(watch, 0);

        assertThat(attempt.contended()).isFalse();
        assertThat(attempt.rulers()).containsExactly(new RulerShift("shown", 1, 100, 99));
        assertThat(watch.readings()).as("all of them are kept").hasSize(3);
        assertThat(take(watch, 1).rulers()).as("the next sample").containsExactly(new RulerShift("shown", 1, 99, 98));
    }

    @Test
    void saysThatARulerMovedIfItDidTwice() {
        var attempt = take(watch(100.0, 80.0, 70.0), 0);

        assertThat(attempt.contention()).containsExactly("ruler shown -20 %");
    }

    @Test
    void goesByTheRulersOnAsManyThreadsAsTheSampleHadOrFewer() {
        shown.add(1.0);
        var watch = new SampleWatch(new Rulers(List.of(new ShownRuler()), 2), Optional::empty);
        watch.start();

        assertThat(List.of(1, 2, 3))
                .extracting(threads -> watch.end(threads, 1).rulers().getFirst().threads())
                .containsExactly(1, 2, 2);
    }

    @Test
    void tellsWhatElseWasBusyWhereTheSystemSays() {
        var watch = watch(1.0);
        times.add(Optional.of(new ProcessorTimes(2, 0, 0, 0)));
        times.add(Optional.of(new ProcessorTimes(2, 200, 150, 100)));

        assertThat(take(watch, 0).otherLoad()).isEqualTo(0.5);
        assertThat(take(watch, 1).otherLoad()).isNull();
    }

    @Test
    void watchesWithoutRulersWhereThereAreNone() {
        var watch = new SampleWatch(new Rulers(List.of(), 2), Optional::empty);
        watch.start();

        assertThat(take(watch, 0).contended()).isFalse();
    }

    private SampleWatch watch(Double... readings) {
        shown.addAll(List.of(readings));
        var watch = new SampleWatch(
                new Rulers(List.of(new ShownRuler()), 1),
                () -> times.isEmpty() ? Optional.empty() : times.removeFirst());
        watch.start();
        return watch;
    }

    private static Attempt take(SampleWatch watch, int runsBefore) {
        watch.begin();
        return watch.end(1, runsBefore + 1);
    }
}
