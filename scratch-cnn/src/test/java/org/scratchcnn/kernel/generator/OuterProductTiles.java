package org.scratchcnn.kernel.generator;

import static org.scratchcnn.kernel.generator.VectorExpressions.addTo;
import static org.scratchcnn.kernel.generator.VectorExpressions.at;
import static org.scratchcnn.kernel.generator.VectorExpressions.broadcast;
import static org.scratchcnn.kernel.generator.VectorExpressions.load;

import java.util.List;

/** Output features by vectors of input features: the output's gradient is broadcast. */
final class OuterProductTiles {

    private static final List<Tile> TILES = List.of(new Tile(4, 2));

    private OuterProductTiles() {}

    static TileSource source() {
        return new TileSource(
                "org.scratchcnn.kernel.lanes.vector",
                "OuterProductTiles",
                List.of(),
                """
                The sum of the images' outer products, for some output features and some vectors of input features (ROWS
                × COLUMNS, of which the first {@code rows} are written): each lane computes""",
                """
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        float sum = 0;
                        for (int image = 0; image < images; image++) {
                            sum += dy[dyAt + image * ROWS + i] * x[xAt + image * xImage + j * LANES];
                        }
                        sums[at + i * sumsRow + j * LANES] += sum;
                    }
                }
                """,
                true,
                TILES,
                OuterProductTiles::method);
    }

    private static void method(JavaSource java, Tile tile) {
        java.openMethod(
                tile.toString(),
                List.of(
                        "float[] dy",
                        "int dyAt",
                        "float[] x",
                        "int xAt",
                        "int xImage",
                        "int images",
                        "float[] sums",
                        "int at",
                        "int sumsRow",
                        "int rows"));
        tile.declareSums(java);
        java.open("for (int image = 0; image < images; image++)");
        java.line("int right = xAt + image * xImage;");
        java.line("int left = dyAt + image * %d;", tile.rows());
        tile.addProducts(java, "x", j -> load("x", at("right", j, "LANES")), "dy", i -> broadcast("dy", at("left", i)));
        java.close();
        java.line("int to = at;");
        for (int row = 0; row < tile.rows(); row++) {
            if (row > 0) {
                java.open("if (rows > %d)", row);
                java.line("to += sumsRow;");
            }
            for (int column = 0; column < tile.columns(); column++) {
                java.line(addTo("sums", at("to", column, "LANES"), tile.sum(row, column)));
            }
            if (row > 0) {
                java.close();
            }
        }
        java.close();
    }
}
