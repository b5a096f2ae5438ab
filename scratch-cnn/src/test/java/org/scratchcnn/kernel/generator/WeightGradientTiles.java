package org.scratchcnn.kernel.generator;

import static org.scratchcnn.kernel.generator.VectorExpressions.at;
import static org.scratchcnn.kernel.generator.VectorExpressions.load;

import java.util.List;

/** Output channels by taps: both are vectors. */
final class WeightGradientTiles {

    private static final List<Tile> TILES = List.of(new Tile(4, 3), new Tile(3, 3));

    private WeightGradientTiles() {}

    static TileSource source() {
        return new TileSource(
                "org.scratchcnn.kernel.lanes.vector",
                "WeightGradientTiles",
                List.of("org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels"),
                """
                Sums over pixels of the output's gradient times the inputs that some taps read, for some output channels
                and some taps (ROWS × COLUMNS): each lane computes""",
                """
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        float sum = 0;
                        for (int row = firstRow; row < endRow; row++) {
                            for (int column = 0; column < columns; column++) {
                                sum += dy[dyAt[dyFrom + i] + row * dyRow + column * LANES]
                                        * x[xAt[xFrom + j] + row * xRow + column * xColumn];
                            }
                        }
                        sums[at + (i * COLUMNS + j) * LANES] += sum;
                    }
                }
                """,
                true,
                TILES,
                (java, tile) -> {
                    method(java, tile, false);
                    java.blankLine();
                    method(java, tile, true);
                    java.blankLine();
                    sums(java, tile);
                });
    }

    private static void sums(JavaSource java, Tile tile) {
        java.line("/** The sums of the output's gradient alone. */");
        var sums = new Tile(tile.rows(), 1);
        java.openMethod(
                "sums" + tile.rows(),
                List.of(
                        "Pixels pixels",
                        "int firstRow",
                        "int endRow",
                        "float[] dy",
                        "int[] dyAt",
                        "int dyFrom",
                        "float[] sums",
                        "int at"));
        java.line("int columns = pixels.columns();");
        declareChannels(java, tile);
        sums.declareSums(java);
        java.open("for (int row = firstRow; row < endRow; row++)");
        java.line("int dyRow = row * pixels.dyRow();");
        java.open("for (int column = 0; column < columns; column++)");
        java.line("int left = dyRow + column * LANES;");
        for (int row = 0; row < tile.rows(); row++) {
            var sum = sums.sum(row, 0);
            java.line("%s = %s.add(%s);", sum, sum, load("dy", "dy" + row + "At + left"));
        }
        java.close();
        java.close();
        sums.addToMemory(java, "sums", "at");
        java.close();
    }

    private static void declareChannels(JavaSource java, Tile tile) {
        for (int row = 0; row < tile.rows(); row++) {
            java.line("int dy%dAt = dyAt[%s];", row, at("dyFrom", row));
        }
    }

    private static void method(JavaSource java, Tile tile, boolean neighbours) {
        if (neighbours) {
            java.line("/** For neighbouring taps and stride 1: all distances within a row are constants. */");
        }
        java.openMethod(
                tile + (neighbours ? "OfNeighbours" : ""),
                List.of(
                        "Pixels pixels",
                        "int firstRow",
                        "int endRow",
                        "float[] dy",
                        "int[] dyAt",
                        "int dyFrom",
                        "float[] x",
                        "int[] xAt",
                        "int xFrom",
                        "float[] sums",
                        "int at"));
        java.line("int columns = pixels.columns();");
        if (!neighbours) {
            java.line("int xStep = pixels.xColumn();");
        }
        declareChannels(java, tile);
        for (int column = 0; column < (neighbours ? 1 : tile.columns()); column++) {
            java.line("int x%dAt = xAt[%s];", column, at("xFrom", column));
        }
        tile.declareSums(java);
        java.open("for (int row = firstRow; row < endRow; row++)");
        java.line("int dyRow = row * pixels.dyRow();");
        java.line("int xRow = row * pixels.xRow();");
        java.open("for (int column = 0; column < columns; column++)");
        java.line("int left = dyRow + column * LANES;");
        java.line("int right = %s;", neighbours ? "x0At + xRow + column * LANES" : "xRow + column * xStep");
        tile.addProducts(
                java,
                "x",
                j -> load("x", neighbours ? at("right", j, "LANES") : "x" + j + "At + right"),
                "dy",
                i -> load("dy", "dy" + i + "At + left"));
        java.close();
        java.close();
        tile.addToMemory(java, "sums", "at");
        java.close();
    }
}
