package org.scratchcnn.kernel.generator;

import static org.scratchcnn.kernel.generator.VectorExpressions.at;
import static org.scratchcnn.kernel.generator.VectorExpressions.broadcast;
import static org.scratchcnn.kernel.generator.VectorExpressions.load;

import java.util.List;

/** The multiplications of Winograd's algorithm, at one position of the transformed tiles. */
final class WinogradTiles {

    private static final List<Tile> PRODUCTS = List.of(new Tile(4, 2));
    private static final List<Tile> GRADIENTS = List.of(new Tile(4, 4), new Tile(4, 2));

    private WinogradTiles() {}

    /** Output channels by neighbouring tiles: weights are broadcast, transformed values are vectors. */
    static TileSource products() {
        return new TileSource(
                "org.scratchcnn.kernel.lanes.vector",
                "WinogradProductTiles",
                List.of(),
                """
                Sums over channels of transformed weights times transformed values, for some output channels and groups of
                neighbouring tiles (ROWS × COLUMNS): each lane computes""",
                """
                for (int tile = 0; tile < tiles; tile += COLUMNS) {
                    for (int i = 0; i < ROWS; i++) {
                        for (int j = 0; j < COLUMNS; j++) {
                            float sum = 0;
                            for (int c = 0; c < channels; c++) {
                                sum += u[uAt + c * ROWS + i] * v[vAt + c * channel + (tile + j) * LANES];
                            }
                            m[mAt + i * channel + (tile + j) * LANES] = sum;
                        }
                    }
                }
                """,
                true,
                PRODUCTS,
                WinogradTiles::product);
    }

    private static void product(JavaSource java, Tile tile) {
        java.openMethod(
                tile.toString(),
                List.of(
                        "float[] u",
                        "int uAt",
                        "int channels",
                        "float[] v",
                        "int vAt",
                        "int channel",
                        "int tiles",
                        "float[] m",
                        "int mAt"));
        java.open("for (int tile = 0; tile < tiles; tile += %d)", tile.columns());
        java.line("int from = vAt + tile * LANES;");
        tile.declareSums(java);
        java.open("for (int c = 0; c < channels; c++)");
        java.line("int x = from + c * channel;");
        java.line("int w = uAt + c * %d;", tile.rows());
        tile.addProducts(java, "x", j -> load("v", at("x", j, "LANES")), "u", i -> broadcast("u", at("w", i)));
        java.close();
        java.line("int y = mAt + tile * LANES;");
        for (int row = 0; row < tile.rows(); row++) {
            if (row > 0) {
                java.line("y += channel;");
            }
            for (int column = 0; column < tile.columns(); column++) {
                java.line("%s.intoArray(m, %s);", tile.sum(row, column), at("y", column, "LANES"));
            }
        }
        java.close();
        java.close();
    }

    /** Output channels by input channels: both are vectors. */
    static TileSource gradients() {
        return new TileSource(
                "org.scratchcnn.kernel.lanes.vector",
                "WinogradGradientTiles",
                List.of(),
                """
                Sums over tiles of transformed gradients times transformed inputs, for some output and some input channels
                (ROWS × COLUMNS): each lane computes""",
                """
                for (int i = 0; i < ROWS; i++) {
                    for (int j = 0; j < COLUMNS; j++) {
                        float sum = 0;
                        for (int tile = 0; tile < tiles; tile++) {
                            sum += e[eAt + i * channel + tile * LANES] * d[dAt + j * channel + tile * LANES];
                        }
                        sums[at + (i * COLUMNS + j) * LANES] += sum;
                    }
                }
                """,
                true,
                GRADIENTS,
                WinogradTiles::gradient);
    }

    private static void gradient(JavaSource java, Tile tile) {
        java.openMethod(
                tile.toString(),
                List.of(
                        "float[] e",
                        "int eAt",
                        "float[] d",
                        "int dAt",
                        "int channel",
                        "int tiles",
                        "float[] sums",
                        "int at"));
        tile.declareSums(java);
        java.open("for (int tile = 0; tile < tiles; tile++)");
        java.line("int x = dAt + tile * LANES;");
        java.line("int y = eAt + tile * LANES;");
        tile.addProducts(java, "d", j -> load("d", at("x", j, "channel")), "e", i -> load("e", at("y", i, "channel")));
        java.close();
        tile.addToMemory(java, "sums", "at");
        java.close();
    }
}
