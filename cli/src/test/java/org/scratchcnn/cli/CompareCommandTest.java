package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    @TempDir
    private Path folder;

    @Test
    void stopsWithOneLineThatSaysHowMissingDataAreFetched() {
        var data = folder.resolve("my data");
        var out = folder.resolve("out");

        var result = CommandResult.of(
                "compare",
                "--task",
                "fashion-mnist",
                "--engines",
                "scratch",
                "--data",
                data.toString(),
                "--out",
                out.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).isEmpty();
        assertThat(result.onlyError())
                .startsWith("cnn: Fashion-MNIST is missing")
                .contains("./cnn data download fashion-mnist", "train-images-idx3-ubyte", "bytes")
                .endsWith("into " + data.resolve("fashion-mnist"));
        assertThat(folder).isEmptyDirectory();
    }
}
