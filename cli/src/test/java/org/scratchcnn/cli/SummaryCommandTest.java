package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scratchcnn.core.spec.NetworkSpec;
import org.scratchcnn.core.spec.NetworkSummary;
import org.scratchcnn.core.zoo.Zoo;

class SummaryCommandTest {

    @Test
    void printsANetworksSummary() {
        var result = CommandResult.of("summary", "fashion-cnn");

        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .isEqualTo(NetworkSummary.of(Zoo.fashionCnn().resolve()))
                .contains("206,922");
        assertThat(result.errors()).isEmpty();
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
