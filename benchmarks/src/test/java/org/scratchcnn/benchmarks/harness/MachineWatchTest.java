package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.RunConditions;

class MachineWatchTest {

    private final Deque<Optional<ProcessorTimes>> times = new ArrayDeque<>();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "100, 76, 0.49, 0",
                "100, 124, 0, 0",
                "100, 74, 0, 1",
                "100, 126, 0, 1",
                "100, 100, 0.5, 1",
                "100, 50, 1.5, 2",
                "100, 70, -, 1",
                "-, -, 0.4, 0",
                "-, -, 0.6, 1",
                "0, 0, 0, 1",
            })
    void marksOnlyWhatMovesAFigure(
            @Nullable Double before, @Nullable Double after, @Nullable Double otherLoad, int marks) {
        assertThat(MachineWatch.marks(before, after, otherLoad)).hasSize(marks);
    }

    @Test
    void readsTheRulerBeforeBetweenAndAfterRunsOnOneThreadAndOnAll() {
        var readings = new ArrayDeque<>(List.of(100.0, 200.0, 90.0, 180.0, 80.0, 160.0));
        var watch = new MachineWatch(_ -> List.of(0.0, readings.removeFirst(), 1.0), 2, times::removeFirst);
        for (int i = 0; i < 4; i++) {
            times.add(Optional.empty());
        }

        watch.read(0);
        var first = run(watch, 0, 2);
        var second = run(watch, 1, 1);

        assertThat(List.of(first, second))
                .as("by the best repetition on as many threads")
                .extracting(RunConditions::rulerBefore, RunConditions::rulerAfter)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(200.0, 180.0),
                        org.assertj.core.groups.Tuple.tuple(90.0, 80.0));
        assertThat(watch.readings()).extracting(RulerReading::runsBefore).containsExactly(0, 0, 1, 1, 2, 2);
    }

    @Test
    void tellsWhatElseWasBusyWhereTheSystemSays() {
        times.add(Optional.of(new ProcessorTimes(2, 0, 0, 0)));
        times.add(Optional.of(new ProcessorTimes(2, 200, 150, 100)));
        times.add(Optional.empty());
        times.add(Optional.empty());
        var watch = new MachineWatch(_ -> List.of(), 2, times::removeFirst);
        watch.read(0);

        assertThat(run(watch, 0, 2))
                .isEqualTo(new RunConditions(0, "run 0", null, null, 0.5, List.of("other load of 0.50 processors")));
        assertThat(run(watch, 1, 2).marked()).isFalse();
        assertThat(watch.readings()).as("without a ruler there are none").isEmpty();
    }

    private static RunConditions run(MachineWatch watch, int index, int threads) {
        watch.begin();
        return watch.end(index, "run " + index, threads);
    }
}
