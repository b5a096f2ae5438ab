package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.NetworkSummary;
import org.scratchcnn.network.zoo.Zoo;

class SummaryCommandTest {

    @TempDir
    private Path folder = Path.of("");

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
    void showsBlocksByPathAndCountsWhatIsNotTrained() {
        assertThat(CommandResult.of("summary", "resnet-20", "--threads", "1").output())
                .contains("\n9.shortcut.0   Conv2d(16→32, 1×1, stride 2×2, no bias)")
                .containsPattern("\n3 +Residual: body \\+ input +\\[16, 32, 32] +0 +0 +7×7 ")
                .containsPattern("\nNot trained +1,568 running statistics \\(6\\.1 KiB\\)\n");
    }

    @Test
    void printsTheSummaryOfAFile() throws IOException {
        var file = Files.writeString(
                folder.resolve("mine.json"),
                "{\"input\": [1, 8, 8], \"layers\": [{\"type\": \"residual\", \"body\": [\"batchNorm\"]}, \"globalAvgPool\", {\"type\": \"dense\", \"outputs\": 2}]}");

        assertThat(CommandResult.of("summary", file.toString()).output())
                .startsWith("mine\n")
                .contains("0.body.0  BatchNorm2d(1)", " MiB for batches of 32 on ");

        Files.writeString(file, "{\"layers\": [\"relux\"]}");
        var refused = CommandResult.of("summary", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("mine.json", "line 1, column 1: the network lacks input");
    }

    @Test
    void printsTheSummaryOfAPattern() {
        assertThat(CommandResult.of("summary", "INPUT(1,28,28) -> [CONV -> RELU -> POOL]*2 -> FC(10)")
                        .output())
                .startsWith("pattern\n")
                .contains("3     Conv2d(32→64, 3×3, padding 1)");

        var refused = CommandResult.of("summary", "INPUT(1,28,28) -> [CONV -> RELU");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors())
                .contains("line 1, column 32: expected ], which ends what column 19 begins, but found the end");
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
