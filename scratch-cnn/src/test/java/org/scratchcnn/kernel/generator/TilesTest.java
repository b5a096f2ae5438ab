package org.scratchcnn.kernel.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TilesTest {

    private static final Path SOURCES = Path.of("src", "main", "java");

    @ParameterizedTest
    @MethodSource("sources")
    void checkedInTilesAreWhatTheGeneratorWrites(TileSource source) throws IOException {
        assertEquals(
                source.text(),
                Files.readString(SOURCES.resolve(source.path())),
                () -> "%s is not what the generator writes; if you changed the generator, renew it by%n%s%n"
                        .formatted(source.path(), TileGenerator.COMMAND));
    }

    static List<TileSource> sources() {
        return TileGenerator.sources();
    }
}
