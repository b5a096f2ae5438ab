package org.scratchcnn.benchmarks.ruler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.worker.record.RulerReading;

class RulersTest {

    private final List<String> calls = new ArrayList<>();

    /** Notes down what it is asked, and says how often it was. */
    private final class Witness implements Ruler {

        @Override
        public String name() {
            return "witness";
        }

        @Override
        public String unit() {
            return "calls";
        }

        @Override
        public void warmUp() {
            calls.add("warm up");
        }

        @Override
        public double measure(ThreadTeam team) {
            calls.add("measure on " + team.threads());
            return calls.size();
        }
    }

    @Test
    void readsOnOneThreadAndOnAllAndLeavesTheFirstRepetitionOut() {
        var readings = new Rulers(List.of(new Witness()), 3).read(7);

        assertThat(readings)
                .containsExactly(
                        new RulerReading("witness", 1, "calls", 7, List.of(3.0, 4.0, 5.0, 6.0, 7.0)),
                        new RulerReading("witness", 3, "calls", 7, List.of(9.0, 10.0, 11.0, 12.0, 13.0)));
    }

    @Test
    void readsOnceWhereThereIsOneThread() {
        assertThat(new Rulers(List.of(new Witness()), 1).read(0)).hasSize(1);
    }

    @Test
    void warmsUpOnce() {
        var rulers = new Rulers(List.of(new Witness()), 1);

        rulers.read(0);
        rulers.read(1);

        assertThat(calls).startsWith("warm up").containsOnlyOnce("warm up");
    }

    @Test
    void readsThePeakOfFusedMultiplyAddsWhereThereAreVectorsAndHowFastArraysAreCopied() {
        var readings = Rulers.available(2).read(0);

        assertThat(readings)
                .extracting(RulerReading::ruler, RulerReading::threads, RulerReading::unit)
                .containsExactly(
                        tuple(RulerReading.FMA, 1, "GFLOP/s"),
                        tuple(RulerReading.COPY, 1, "GB/s"),
                        tuple(RulerReading.FMA, 2, "GFLOP/s"),
                        tuple(RulerReading.COPY, 2, "GB/s"));
        assertThat(readings).allSatisfy(reading -> assertThat(reading.values()).allMatch(value -> value > 0));
    }
}
