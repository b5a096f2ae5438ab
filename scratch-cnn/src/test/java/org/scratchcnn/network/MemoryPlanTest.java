package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryPlanTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void tellsEveryPartAndTheTotalInOneLine() {
        var memory = new MemoryPlan(
                64, 32, 2, MEBIBYTE, MEBIBYTE, 2 * MEBIBYTE, 20 * MEBIBYTE, 3_000 * MEBIBYTE, MEBIBYTE / 2);

        assertThat(memory.describe())
                .isEqualTo(
                        "parameters 1.00, gradients 1.00, optimizer state 2.00, activations 20.0, their gradients 3,000.0, workspace 0.50, total 3,024.5 MiB for batches of 64, 32 at a time, on 2 threads");
    }

    @Test
    void addsUpMoreThanAnIntCanHold() {
        long part = 3L << 30;

        assertThat(new MemoryPlan(1, 1, 1, part, part, part, part, part, part).total())
                .isEqualTo(6 * part);
    }
}
