package org.scratchcnn.kernel.generator;

import static org.scratchcnn.kernel.generator.VectorExpressions.at;
import static org.scratchcnn.kernel.generator.VectorExpressions.broadcast;
import static org.scratchcnn.kernel.generator.VectorExpressions.load;

import java.util.List;

/** Output channels by pixels: weights are broadcast, pixels are vectors. */
final class ConvolutionTiles {

    private static final List<Tile> TILES = List.of(new Tile(4, 2), new Tile(4, 1));

    private ConvolutionTiles() {}

    static TileSource source() {
        return new TileSource(
                "org.scratchcnn.kernel.lanes.vector",
                "ConvolutionTiles",
                List.of("org.scratchcnn.kernel.lanes.ChannelBias", "org.scratchcnn.kernel.lanes.DirectSweepPlan"),
                """
                Groups of neighbouring pixels of one row, for a tile of output channels (ROWS × COLUMNS, of which those that
                exist are written): each lane computes""",
                """
                for (int group = 0; group < groups; group++) {
                    for (int i = 0; i < ROWS; i++) {
                        for (int j = 0; j < COLUMNS; j++) {
                            int pixel = group * COLUMNS + j;
                            float sum = 0;
                            for (int tap = 0; tap < taps; tap++) {
                                sum += weights[(tile * taps + tap) * ROWS + i] * source[from + pixel * step + offsets[tap]];
                            }
                            target[to + i * targetChannel + pixel * targetStep] = sum + bias;
                        }
                    }
                }
                """,
                false,
                TILES,
                ConvolutionTiles::method);
    }

    private static void method(JavaSource java, Tile tile) {
        int rows = tile.rows();
        int columns = tile.columns();
        java.openMethod(
                tile.toString(),
                List.of(
                        "DirectSweepPlan plan",
                        "ChannelBias bias",
                        "float[] source",
                        "int from",
                        "float[] target",
                        "int to",
                        "int tile",
                        "int biasAt",
                        "int groups"));
        java.line("var weights = plan.weights();");
        java.line("var offsets = plan.offsets();");
        java.line("int taps = offsets.length;");
        // Written like this, C2 sees that a multiple of the tile's rows is added to another one. Handed over as a
        // parameter,
        // or with the factors in another order, it costs a tenth of the speed.
        java.line("int weightsAt = tile * taps * %d;", rows);
        java.line("int channels = Math.min(%d, plan.channels() - tile * %d);", rows, rows);
        java.line("int step = plan.sourceColumn();");
        java.line("int targetStep = plan.targetColumn();");
        java.line("int targetChannel = plan.targetChannel();");
        java.line("var biases = bias.values();");
        java.line("int biasColumn = bias.column();");
        java.open("for (int group = 0; group < groups; group++)");
        java.line("int at = from + group * %d * step;", columns);
        tile.declareSums(java);
        java.open("for (int tap = 0; tap < taps; tap++)");
        java.line("int x = at + offsets[tap];");
        java.line("int w = weightsAt + tap * %d;", rows);
        tile.addProducts(
                java, "x", j -> load("source", at("x", j, "step")), "w", i -> broadcast("weights", at("w", i)));
        java.close();
        java.line("int y = to + group * %d * targetStep;", columns);
        java.line("int b = biasAt + group * %d * biasColumn;", columns);
        for (int row = 0; row < rows; row++) {
            if (row > 0) {
                java.open("if (channels > %d)", row);
                java.line("y += targetChannel;");
                java.line("b += bias.channel();");
            }
            for (int column = 0; column < columns; column++) {
                java.line(
                        "%s.add(%s).intoArray(target, %s);",
                        tile.sum(row, column),
                        broadcast("biases", at("b", column, "biasColumn")),
                        at("y", column, "targetStep"));
            }
            if (row > 0) {
                java.close();
            }
        }
        java.close();
        java.close();
    }
}
