package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.NetworkSummary;
import org.scratchcnn.network.zoo.Zoo;

class SummaryCommandTest {

    @Test
    void printsANetworksSummary() {
        var result = CommandResult.of("summary", "fashion-cnn");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .startsWith(NetworkSummary.of(Zoo.fashionCnn().resolve()))
                .contains("206,922");
        assertThat(result.errors()).isEmpty();
    }

    @Test
    void tellsWhatTrainingHoldsInTheTasksBatchesOrOthers() {
        assertThat(CommandResult.of("summary", "fashion-cnn", "--threads", "1").output())
                .containsPattern(
                        "(?m)^Memory in training +parameters 0\\.79, gradients 0\\.79, optimizer state 1\\.58, activations .+ MiB for batches of 32 on 1 thread$");
        assertThat(CommandResult.of("summary", "fashion-cnn", "--threads", "2", "--batch", "512")
                        .output())
                .contains(" MiB for batches of 512, 32 at a time, on 2 threads");
    }

    @Test
    void refusesBatchesOfNothing() {
        var result = CommandResult.of("summary", "fashion-cnn", "--batch", "0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors()).contains("The batch size must be at least 1, but is 0");
    }

    @Test
    void listsAllNetworksWhereNoneIsNamed() {
        var result = CommandResult.of("summary");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output().lines()).hasSameSizeAs(Zoo.networks());
        assertThat(result.output())
                .contains(Zoo.networks().stream().map(NetworkSpec::name).toList())
                .containsPattern("cifar-cnn +\\[3, 32, 32] +545,098 parameters");
    }
}
