package org.scratchcnn.kernel.generator;

import static org.scratchcnn.kernel.generator.VectorExpressions.addTo;
import static org.scratchcnn.kernel.generator.VectorExpressions.at;
import static org.scratchcnn.kernel.generator.VectorExpressions.broadcast;
import static org.scratchcnn.kernel.generator.VectorExpressions.load;

import java.util.ArrayList;
import java.util.List;

/** Rows of the matrix by blocks of images: the matrix is broadcast, features are vectors. */
final class DenseTiles {

    private static final List<Tile> TILES = List.of(new Tile(8, 2), new Tile(8, 1), new Tile(4, 2), new Tile(4, 1));

    private DenseTiles() {}

    static TileSource source() {
        return new TileSource(
                "org.scratchcnn.kernel.lanes.vector",
                "DenseTiles",
                List.of(),
                """
                Some rows of a matrix times the features of some blocks of images (ROWS × COLUMNS, of which the first
                {@code rows} are written): each lane computes""",
                """
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        float sum = 0;
                        for (int t = 0; t < count; t++) {
                            sum += matrix[matrixAt + i * matrixRow + t * matrixTerm] * x[j][xAt + t * LANES];
                        }
                        y[j][yAt + i * LANES] += sum;
                    }
                }
                """,
                true,
                TILES,
                DenseTiles::method);
    }

    private static void method(JavaSource java, Tile tile) {
        var parameters = new ArrayList<>(
                List.of("float[] matrix", "int matrixAt", "int matrixRow", "int matrixTerm", "int rows", "int count"));
        for (int column = 0; column < tile.columns(); column++) {
            parameters.add("float[] x" + column);
        }
        parameters.add("int xAt");
        for (int column = 0; column < tile.columns(); column++) {
            parameters.add("float[] y" + column);
        }
        parameters.add("int yAt");
        java.openMethod(tile.toString(), parameters);
        java.line("int row0 = matrixAt;");
        for (int row = 1; row < tile.rows(); row++) {
            java.line("int row%d = matrixAt + Math.min(%d, rows - 1) * matrixRow;", row, row);
        }
        tile.declareSums(java);
        java.open("for (int t = 0; t < count; t++)");
        java.line("int from = xAt + t * LANES;");
        java.line("int term = t * matrixTerm;");
        tile.addProducts(java, "v", j -> load("x" + j, "from"), "m", i -> broadcast("matrix", "row" + i + " + term"));
        java.close();
        for (int row = 0; row < tile.rows(); row++) {
            if (row > 0) {
                java.open("if (rows > %d)", row);
            }
            for (int column = 0; column < tile.columns(); column++) {
                java.line(addTo("y" + column, at("yAt", row, "LANES"), tile.sum(row, column)));
            }
            if (row > 0) {
                java.close();
            }
        }
        java.close();
    }
}
