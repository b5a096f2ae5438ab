package org.scratchcnn.reports.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.result.KnownThroughputs.Entry;
import org.scratchcnn.reports.result.KnownThroughputs.Throughput;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.worker.record.TimingSeries.Operation;

class KnownThroughputsTest {

    private static final List<Entry> ENTRIES = KnownThroughputs.checkedIn().machines();

    private static final MachineClass MACHINE = new MachineClass(2, 512, 400);

    @Test
    void areOfRowsThatTheLibraryIsComparedIn() {
        assertThat(ENTRIES)
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.throughputs())
                        .isNotEmpty()
                        .allSatisfy(known -> assertThat(Headline.rows())
                                .filteredOn(known::isOf)
                                .singleElement()
                                .satisfies(row -> {
                                    assertThat(row.ratios()).containsKey(known.peer());
                                    assertThat(entry.of(row, known.peer())).contains(known);
                                })));
    }

    @Test
    void sayNothingTwice() {
        assertThat(ENTRIES).extracting(Entry::machine).doesNotHaveDuplicates();
        assertThat(ENTRIES)
                .allSatisfy(entry -> assertThat(entry.throughputs())
                        .extracting(known -> List.of(known.task(), known.batchSize(), known.operation(), known.peer()))
                        .doesNotHaveDuplicates());
    }

    @Test
    void sayHowTheyWereMeasured() {
        assertThat(ENTRIES).allSatisfy(entry -> assertThat(entry.provenance()).isNotBlank());
    }

    @Test
    void tellWhichShareOfThemATimeIs() {
        var step = new Throughput("fashion-mnist", 32, Operation.STEP, Peer.DL4J, 3_200);
        var latency = new Throughput("fashion-mnist", 32, Operation.FORWARD_ONE, Peer.DL4J, 100);

        assertThat(step.share(20)).isCloseTo(0.5, within(1e-12));
        assertThat(latency.share(20)).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void aClassHoldsMachinesWithAsManyCoresEquallyLongVectorsAndAboutItsPeak() {
        assertThat(MACHINE.contains(2, 512, 400)).isTrue();
        assertThat(MACHINE.contains(2, 512, 345)).isTrue();
        assertThat(MACHINE.contains(2, 512, 455)).isTrue();
        assertThat(MACHINE.contains(2, 512, 335)).isFalse();
        assertThat(MACHINE.contains(2, 512, 465)).isFalse();
        assertThat(MACHINE.contains(4, 512, 400)).isFalse();
        assertThat(MACHINE.contains(2, 256, 400)).isFalse();
    }
}
