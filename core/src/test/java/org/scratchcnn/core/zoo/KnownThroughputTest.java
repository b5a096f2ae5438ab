package org.scratchcnn.core.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class KnownThroughputTest {

    private static final MachineClass MACHINE = new MachineClass(2, 512, 400);

    @Test
    void isOfRowsThatTheLibraryIsComparedIn() {
        assertThat(KnownThroughput.all())
                .isNotEmpty()
                .allSatisfy(known -> assertThat(Headline.rows())
                        .filteredOn(row -> row.task().equals(known.task()) && row.operation() == known.operation())
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.ratios()).containsKey(known.peer());
                            assertThat(KnownThroughput.of(known.machine(), row, known.peer()))
                                    .contains(known);
                        }));
    }

    @Test
    void saysNothingTwice() {
        assertThat(KnownThroughput.all())
                .extracting(known -> List.of(known.machine(), known.task(), known.operation(), known.peer()))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsWhichShareOfItATimeIs() {
        assertThat(KnownThroughput.all()).allSatisfy(known -> {
            int samples = known.operation().samples(known.task().training().batchSize());
            assertThat(known.share(2_000 * samples / known.perSecond())).isCloseTo(0.5, within(1e-12));
        });
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
