package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.network.ImageSet;

class DataCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void saysWhereAMissingSetBelongsAndWhatFetchesIt(ImageSet set) {
        var result = CommandResult.of("data", "list", "--data", folder.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.errors()).isEmpty();
        assertThat(result.output().lines())
                .hasSize(ImageSet.values().length)
                .filteredOn(line -> line.startsWith(set.folder() + " "))
                .singleElement()
                .asString()
                .endsWith(String.format(
                        Locale.ROOT,
                        "not in %s; fetch it with ./cnn data download %s",
                        folder.resolve(set.folder()),
                        set.folder()));
    }

    @Test
    void failsWhereASetIsBroken() throws IOException {
        var set = Files.createDirectories(folder.resolve("mnist"));
        Files.writeString(set.resolve("train-images-idx3-ubyte"), "no images");

        var result = CommandResult.of("data", "list", "--data", folder.toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines())
                .hasSize(ImageSet.values().length)
                .filteredOn(line -> line.contains("unusable: "))
                .singleElement()
                .asString()
                .startsWith("mnist ")
                .contains(set.toString());
    }
}
