package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * Convolution as matrix multiplication. With W the weights {@code [out, in·kH·kW]}, X an image's {@link ColumnMatrix}
 * and Y its output {@code [out, positions]}:
 *
 * <pre>
 * Y  = W · X + bias
 * dX = Wᵀ · dY     and dX's columns are added to where they came from
 * dW = Σ dY · Xᵀ   over images
 * </pre>
 *
 * <p>Each of several groups has its rows of W, X and Y, and these products of its own. X is made for a band of output rows at a time, so that it stays in the cache.
 */
final class Im2ColConv2d extends SplitWeightedKernel {

    /** Floats of a band of X. */
    private static final int BAND_SIZE = 1 << 17;

    /** Bands of a batch at least, to keep a second thread busy with a single image; with each the matrix costs more. */
    private static final int BANDS = 2;

    /** How the gradient by weights is cut: few rows of X, and enough items to keep several threads busy. */
    private static final int WEIGHT_TILE_ROWS = 48;

    private static final int WEIGHT_TILE_CHANNELS = 8;
    private static final int WEIGHT_ITEMS = 8;

    private final ColumnMatrix columnMatrix;
    private final ConvBias convBias;
    private final MatrixMultiply multiply;
    private final MultiplyWorkspace multiplyWorkspace;
    private final int inputSize;
    private final int outChannels;
    private final int groups;

    /** Output channels of a group. */
    private final int groupChannels;

    /** Rows of X that a group reads. */
    private final int groupRows;

    private final int outHeight;
    private final int outWidth;
    private final int bandHeight;
    private final int bands;
    private final int weightRowTiles;
    private final int weightChannelTile;
    private final ThreadBuffers columns;

    Im2ColConv2d(
            Conv2dGeometry geometry,
            int maxBatch,
            MatrixMultiply multiply,
            MultiplyWorkspace multiplyWorkspace,
            ThreadTeam team,
            Workspace workspace) {
        super(team);
        this.multiply = multiply;
        this.multiplyWorkspace = multiplyWorkspace;
        inputSize = geometry.input().size();
        outChannels = geometry.output().channels();
        groups = geometry.groups();
        groupChannels = outChannels / groups;
        outHeight = geometry.output().height();
        outWidth = geometry.output().width();
        columnMatrix = ColumnMatrix.of(geometry.window(), geometry.input(), geometry.output());
        convBias = new ConvBias(geometry.bias(), outChannels, outHeight * outWidth);
        int rows = columnMatrix.rows();
        groupRows = rows / groups;
        int highest = Math.ceilDiv(outHeight, Math.ceilDiv(BANDS, maxBatch));
        bandHeight = Math.clamp(BAND_SIZE / ((long) rows * outWidth), 1, highest);
        bands = Math.ceilDiv(outHeight, bandHeight);
        weightRowTiles = Math.ceilDiv(groupRows, WEIGHT_TILE_ROWS);
        int channelTiles = Math.clamp(
                Math.ceilDiv(WEIGHT_ITEMS, groups * weightRowTiles),
                1,
                Math.ceilDiv(groupChannels, WEIGHT_TILE_CHANNELS));
        weightChannelTile = Math.ceilDiv(groupChannels, channelTiles);
        columns = workspace.perThread((long) rows * bandHeight * outWidth);
    }

    /** A band of one image. */
    @Override
    int forwardItems() {
        return images * bands;
    }

    @Override
    void forwardItem(int item, int thread) {
        int n = item / bands;
        int top = item % bands * bandHeight;
        int bottom = Math.min(outHeight, top + bandHeight);
        int positions = outHeight * outWidth;
        int rows = columnMatrix.rows();
        columnMatrix.fromImage(x, n, 0, rows, top, bottom, columns.of(thread));
        for (int o = 0; o < outChannels; o++) {
            convBias.fill(bias, o, top * outWidth, bottom * outWidth, y, (n * outChannels + o) * positions);
        }
        int bandSize = (bottom - top) * outWidth;
        for (int group = 0; group < groups; group++) {
            int channel = group * groupChannels;
            int yBand = (n * outChannels + channel) * positions + top * outWidth;
            multiply.multiply(
                    multiplyWorkspace
                            .a(thread)
                            .rowMajor(weight, channel * groupRows, groupChannels, groupRows, groupRows),
                    multiplyWorkspace
                            .b(thread)
                            .rowMajor(columns.of(thread), bandOf(group, bandSize), groupRows, bandSize, bandSize),
                    multiplyWorkspace.c(thread).rowMajor(y, yBand, groupChannels, bandSize, positions),
                    true,
                    multiplyWorkspace.memory(thread));
        }
    }

    /** Where a group's rows of a band of X begin. */
    private int bandOf(int group, int bandSize) {
        return Alignment.LEAD + group * groupRows * bandSize;
    }

    /** One image, because neighbouring bands add to the same inputs. */
    @Override
    int gradientByInputItems() {
        return images;
    }

    @Override
    void gradientByInputItem(int n, int thread) {
        Arrays.fill(dx, n * inputSize, (n + 1) * inputSize, 0);
        int positions = outHeight * outWidth;
        for (int top = 0; top < outHeight; top += bandHeight) {
            int bottom = Math.min(outHeight, top + bandHeight);
            int bandSize = (bottom - top) * outWidth;
            for (int group = 0; group < groups; group++) {
                int channel = group * groupChannels;
                int dyBand = (n * outChannels + channel) * positions + top * outWidth;
                multiply.multiply(
                        multiplyWorkspace
                                .a(thread)
                                .transposed(weight, channel * groupRows, groupRows, groupChannels, groupRows),
                        multiplyWorkspace.b(thread).rowMajor(dy, dyBand, groupChannels, bandSize, positions),
                        multiplyWorkspace
                                .c(thread)
                                .rowMajor(columns.of(thread), bandOf(group, bandSize), groupRows, bandSize, bandSize),
                        false,
                        multiplyWorkspace.memory(thread));
            }
            columnMatrix.addToImage(columns.of(thread), top, bottom, dx, n);
        }
    }

    /** A tile of the weights: some output channels of a group by some of its rows of X. */
    @Override
    int gradientByWeightItems() {
        return groups * Math.ceilDiv(groupChannels, weightChannelTile) * weightRowTiles;
    }

    @Override
    void gradientByWeightItem(int item, int thread) {
        int channelTile = item / weightRowTiles;
        int channelTiles = Math.ceilDiv(groupChannels, weightChannelTile);
        int group = channelTile / channelTiles;
        int firstChannel = group * groupChannels + channelTile % channelTiles * weightChannelTile;
        int endChannel = Math.min((group + 1) * groupChannels, firstChannel + weightChannelTile);
        int firstRow = item % weightRowTiles * WEIGHT_TILE_ROWS;
        int endRow = Math.min(groupRows, firstRow + WEIGHT_TILE_ROWS);
        if (firstRow == 0) {
            for (int o = firstChannel; o < endChannel; o++) {
                convBias.addGradient(dy, images, o, dBias);
            }
        }
        for (int n = 0; n < images; n++) {
            for (int top = 0; top < outHeight; top += bandHeight) {
                int bottom = Math.min(outHeight, top + bandHeight);
                int groupAt = group * groupRows;
                columnMatrix.fromImage(x, n, groupAt + firstRow, groupAt + endRow, top, bottom, columns.of(thread));
                addBandToWeightGradient(n, top, bottom, firstChannel, endChannel, firstRow, endRow, thread);
            }
        }
    }

    private void addBandToWeightGradient(
            int n, int top, int bottom, int firstChannel, int endChannel, int firstRow, int endRow, int thread) {
        int positions = outHeight * outWidth;
        int bandSize = (bottom - top) * outWidth;
        int channels = endChannel - firstChannel;
        int tileRows = endRow - firstRow;
        int dyBand = (n * outChannels + firstChannel) * positions + top * outWidth;
        multiply.multiply(
                multiplyWorkspace.a(thread).rowMajor(dy, dyBand, channels, bandSize, positions),
                multiplyWorkspace
                        .b(thread)
                        .transposed(columns.of(thread), Alignment.LEAD, bandSize, tileRows, bandSize),
                multiplyWorkspace
                        .c(thread)
                        .rowMajor(dWeight, firstChannel * groupRows + firstRow, channels, tileRows, groupRows),
                true,
                multiplyWorkspace.memory(thread));
    }
}
