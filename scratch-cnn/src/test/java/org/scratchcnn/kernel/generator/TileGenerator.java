package org.scratchcnn.kernel.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes all tiles to where they belong. */
final class TileGenerator {

    /** To be run in the project's folder, with a JDK 25. */
    static final String COMMAND = "java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java";

    private static final Path SOURCES = Path.of("scratch-cnn", "src", "main", "java");

    private TileGenerator() {}

    static List<TileSource> sources() {
        return List.of(
                ConvolutionTiles.source(),
                DenseTiles.source(),
                OuterProductTiles.source(),
                WinogradTiles.products(),
                WinogradTiles.gradients(),
                WeightGradientTiles.source(),
                MatrixMultiplyTiles.source());
    }

    public static void main(String[] arguments) throws IOException {
        if (!Files.isDirectory(SOURCES)) {
            System.err.printf(
                    "No folder %s here (%s); run this in the project's folder.%n",
                    SOURCES, Path.of("").toAbsolutePath());
            System.exit(1);
        }
        for (var source : sources()) {
            Files.writeString(SOURCES.resolve(source.path()), source.text());
        }
    }
}
