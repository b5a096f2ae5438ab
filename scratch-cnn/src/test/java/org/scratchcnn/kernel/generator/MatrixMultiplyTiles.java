package org.scratchcnn.kernel.generator;

import static org.scratchcnn.kernel.generator.VectorExpressions.at;
import static org.scratchcnn.kernel.generator.VectorExpressions.broadcast;
import static org.scratchcnn.kernel.generator.VectorExpressions.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of A, broadcast from where they lie, by vectors of columns of B from a panel. */
final class MatrixMultiplyTiles {

    private static final List<Tile> TILES = List.of(new Tile(4, 2));

    private MatrixMultiplyTiles() {}

    static TileSource source() {
        return new TileSource(
                "org.scratchcnn.kernel.textbook.vector",
                "MatrixMultiplyTiles",
                List.of(),
                """
                The micro-kernel of a matrix multiplication: a tile of C, ROWS × COLUMNS vectors, from rows of A, which
                begin at FROM[i], and a panel of B. Each lane computes""",
                """
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        float sum = 0;
                        for (int k = 0; k < depth; k++) {
                            sum += a[FROM[i] + k * stride] * panels[panel + (k * COLUMNS + j) * LANES];
                        }
                        int to = cOffset + i * cStride + j * LANES;
                        c[to] = accumulate ? c[to] + sum : sum;
                    }
                }
                """,
                true,
                TILES,
                MatrixMultiplyTiles::method);
    }

    private static void method(JavaSource java, Tile tile) {
        var parameters = new ArrayList<>(List.of("int depth", "float[] a"));
        for (int row = 0; row < tile.rows(); row++) {
            parameters.add("int from" + row);
        }
        parameters.addAll(List.of(
                "int stride",
                "float[] panels",
                "int panel",
                "float[] c",
                "int cOffset",
                "int cStride",
                "boolean accumulate"));
        java.openMethod(tile.toString(), parameters);
        tile.declareSums(java);
        java.open("for (int k = 0; k < depth; k++)");
        java.line("int left = k * stride;");
        java.line("int right = panel + k * %d * LANES;", tile.columns());
        tile.addProducts(
                java,
                "b",
                j -> load("panels", at("right", j, "LANES")),
                "f",
                i -> broadcast("a", String.format(Locale.ROOT, "from%d + left", i)));
        java.close();
        for (int row = 1; row < tile.rows(); row++) {
            java.line("int row%d = %s + cStride;", row, row == 1 ? "cOffset" : "row" + (row - 1));
        }
        java.open("if (accumulate)");
        for (int row = 0; row < tile.rows(); row++) {
            for (int column = 0; column < tile.columns(); column++) {
                var sum = tile.sum(row, column);
                java.line("%s = %s.add(%s);", sum, sum, load("c", target(row, column)));
            }
        }
        java.close();
        for (int row = 0; row < tile.rows(); row++) {
            for (int column = 0; column < tile.columns(); column++) {
                java.line("%s.intoArray(c, %s);", tile.sum(row, column), target(row, column));
            }
        }
        java.close();
    }

    private static String target(int row, int column) {
        return at(row == 0 ? "cOffset" : "row" + row, column, "LANES");
    }
}
