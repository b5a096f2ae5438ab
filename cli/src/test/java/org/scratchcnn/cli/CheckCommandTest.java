package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.network.Shape;

class CheckCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private Path network(String layers) throws IOException {
        return Files.writeString(
                folder.resolve("network.json"), "{\"input\": [4], \"layers\": [%s]}".formatted(layers));
    }

    @Test
    void findsNothingInASoundNetwork() throws IOException {
        var file = network("{\"type\": \"dense\", \"outputs\": 32}, \"relu\", {\"type\": \"dense\", \"outputs\": 3}");

        var result = CommandResult.of("check", file.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output().lines()).hasSize(7);
        assertThat(result.output())
                .contains(
                        "✓ fine     gradients          They agree with differences of the loss, within 20 %, in all layers")
                .endsWith("No fault, no warning.\n");
        assertThat(CommandResult.of("check", file.toString())).isEqualTo(result);
    }

    @Test
    void exitsWithOneWhereAFaultIsFound() throws IOException {
        var file = network("{\"type\": \"dense\", \"outputs\": 32}, \"relu\", {\"type\": \"dense\", \"outputs\": 3}");

        var result = CommandResult.of("check", file.toString(), "--optimizer", "sgd", "--rate", "1000");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("✗ fault    learning rate      .*the rate is too large; \\d+ works\\.")
                .endsWith("1 fault, no warning.\n");
    }

    @Test
    void checksAModelOnData() throws IOException {
        var table = new StringBuilder();
        for (int n = 0; n < 120; n++) {
            table.append(n % 2 == 0 ? "dark" : "bright");
            for (int i = 0; i < 64; i++) {
                table.append(',').append(n % 2 * 100 + (n * 31 + i * 17) % 100);
            }
            table.append('\n');
        }
        var data = Files.writeString(folder.resolve("images.csv"), table);
        var file = folder.resolve("model.safetensors");
        try (var model = Model.create(Network.small(Shape.image(1, 8, 8), 2))) {
            model.save(file);
        }

        var result = CommandResult.of("check", file.toString(), "--data", data.toString());

        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).contains("✓ fine     scale of inputs", "✓ fine     labels");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void checksANetworkThatTheLibraryHas() {
        var result = CommandResult.of("check", "spiral-mlp");

        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).contains("gradients");
        assertThat(CommandResult.of("check", "spiral").onlyError())
                .startsWith("cnn: There is no network \"spiral\"; there are: spiral-mlp,");
    }

    @Test
    void saysInOneLineWhatCantBeChecked() throws IOException {
        assertThat(CommandResult.of("check", folder.resolve("none.json").toString())
                        .onlyError())
                .contains("There is no file", "none.json");
        assertThat(CommandResult.of("check", network("\"rely\"").toString()).onlyError())
                .contains("network.json", "rely");
        var withoutInput = Files.writeString(folder.resolve("open.json"), "{\"layers\": [\"relu\"]}");
        assertThat(CommandResult.of("check", withoutInput.toString()).onlyError())
                .contains("open.json", "input");
    }
}
