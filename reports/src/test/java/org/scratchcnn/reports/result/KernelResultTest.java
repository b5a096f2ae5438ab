package org.scratchcnn.reports.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.RecordFixture;

class KernelResultTest {

    private static final Bootstrap BOOTSTRAP = Bootstrap.ofReports();

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
}
