package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.MemoryPlan.Part;

class MemoryPlanTest {

    private static final long FLOATS_OF_A_MEBIBYTE = (1 << 20) / Float.BYTES;

    @Test
    void tellsEveryPartAndTheTotalInOneLine() {
        var memory = new MemoryPlan(
                64,
                32,
                2,
                Map.of(
                        Part.PARAMETERS, mebibytes(1),
                        Part.GRADIENTS, mebibytes(1),
                        Part.OPTIMIZER_STATE, mebibytes(2),
                        Part.ACTIVATIONS, mebibytes(20),
                        Part.ACTIVATION_GRADIENTS, mebibytes(3_000),
                        Part.WORKSPACE, List.of(new PlannedArrays(2, FLOATS_OF_A_MEBIBYTE / 4)),
                        Part.SINGLE_SAMPLE, mebibytes(1)));

        assertThat(memory.describe())
                .isEqualTo(
                        "parameters 1.00, gradients 1.00, optimizer state 2.00, activations 20.0, their gradients 3,000.0, workspace 0.50, single samples 1.00, total 3,025.5 MiB for batches of 64, 32 at a time, on 2 threads");
    }

    @Test
    void leavesOutPartsThatAnEngineHasNot() {
        assertThat(new MemoryPlan(8, 8, 1, Map.of(Part.PARAMETERS, mebibytes(1))).describe())
                .isEqualTo("parameters 1.00, total 1.00 MiB for batches of 8 on 1 thread");
    }

    @Test
    void addsUpMoreThanAnIntCanHold() {
        var memory = new MemoryPlan(
                1, 1, 1, Map.of(Part.PARAMETERS, mebibytes(3 << 10), Part.GRADIENTS, mebibytes(3 << 10)));

        assertThat(memory.total()).isEqualTo(6L << 30);
        assertThat(memory.bytes(Part.GRADIENTS)).isEqualTo(3L << 30);
        assertThat(memory.bytes(Part.WORKSPACE)).isZero();
    }

    private static List<PlannedArrays> mebibytes(int count) {
        return List.of(new PlannedArrays(count, FLOATS_OF_A_MEBIBYTE));
    }
}
