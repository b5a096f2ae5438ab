package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.zoo.Zoo;

class NetworkSummaryTest {

    @Test
    void showsEveryLayerAndTheTotals() {
        assertThat(NetworkSummary.of(Zoo.fashionCnn().resolve())).isEqualTo("""
                fashion-cnn
                path  layer                          output        parameters     MACs  receptive field  activations
                ────  ─────────────────────────────  ────────────  ──────────  ───────  ───────────────  ───────────
                      input                          [1, 28, 28]
                0     Conv2d(1→16, 3×3, padding 1)   [16, 28, 28]         160  112,896              3×3     49.0 KiB
                1     ReLU                           [16, 28, 28]           0        0              3×3     49.0 KiB
                2     MaxPool2d(2×2)                 [16, 14, 14]           0        0              4×4     12.3 KiB
                3     Conv2d(16→32, 3×3, padding 1)  [32, 14, 14]       4,640  903,168              8×8     24.5 KiB
                4     ReLU                           [32, 14, 14]           0        0              8×8     24.5 KiB
                5     MaxPool2d(2×2)                 [32, 7, 7]             0        0            10×10      6.1 KiB
                6     Flatten                        [1568]                 0        0            10×10      6.1 KiB
                7     Dense(1568→128)                [128]            200,832  200,704            28×28        512 B
                8     ReLU                           [128]                  0        0            28×28        512 B
                9     Dropout(0.5)                   [128]                  0        0            28×28        512 B
                10    Dense(128→10)                  [10]               1,290    1,280            28×28         40 B

                Parameters             206,922 (808.3 KiB)
                MACs forward           1,218,048 a sample
                FLOPs a training step  7,082,496 a sample
                Activations            173.0 KiB a sample
                Loss                   softmax + cross-entropy
                """);
    }

    @Test
    void tellsWhatTrainingHoldsWhereThatIsKnown() {
        var network = Zoo.spiralMlp().resolve();
        var memory = new MemoryPlan(32, 32, 2, Map.of(MemoryPlan.Part.PARAMETERS, List.of(new PlannedArrays(2, 380))));

        assertThat(NetworkSummary.of(network, memory))
                .isEqualTo(NetworkSummary.of(network) + "Memory in training     " + memory.describe() + "\n");
    }
}
