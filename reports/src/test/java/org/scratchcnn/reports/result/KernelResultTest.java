package org.scratchcnn.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.RecordFixture;

class KernelResultTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(500, 1);

    @Test
    void putsAlgorithmsBesideEachOtherAndPassesBelowEachOther() {
        // In the order that JMH has: passes first.
        var record = new RecordFixture()
                .microbenchmark("a", "forward", "NAIVE", 10, List.of(List.of(4.0)))
                .microbenchmark("b", "forward", "NAIVE", 10, List.of(List.of(8.0)))
                .microbenchmark("a", "forward", "IM2COL", 10, List.of(List.of(2.0)))
                .microbenchmark("a", "gradient by input", "DIRECT", 10, List.of(List.of(1.0)))
                .build();

        var kernels = KernelResult.of(record);

        assertThat(kernels).extracting(KernelResult::workload).containsExactly("a", "a", "b");
        assertThat(kernels).extracting(KernelResult::pass).containsExactly("forward", "gradient by input", "forward");
        var forward = kernels.getFirst();
        assertThat(forward.algorithms()).extracting(Microbenchmark::algorithm).containsExactly("NAIVE", "IM2COL");
        assertThat(forward.speedUp(forward.algorithms().getLast(), BOOTSTRAP)
                        .orElseThrow()
                        .value())
                .isEqualTo(2);
        assertThat(forward.speedUp(forward.algorithms().getFirst(), BOOTSTRAP)).isEmpty();
        var gradient = kernels.get(1);
        assertThat(gradient.speedUp(gradient.algorithms().getFirst(), BOOTSTRAP))
                .isEmpty();
    }

    @Test
    void takesTheIntervalFromForks() {
        var record = new RecordFixture()
                .microbenchmark("a", "forward", "NAIVE", 10, List.of(List.of(1.0, 3.0), List.of(3.0, 5.0)))
                .build();

        var time = KernelResult.milliseconds(record.microbenchmarks().getFirst(), BOOTSTRAP);

        // Fork means 2 and 4: two forks that differ so much say hardly anything of a third.
        assertThat(time.value()).isEqualTo(3);
        assertThat(time.lower()).isBetween(0.0, 0.2);
        assertThat(time.upper()).isGreaterThan(40);
    }
}
