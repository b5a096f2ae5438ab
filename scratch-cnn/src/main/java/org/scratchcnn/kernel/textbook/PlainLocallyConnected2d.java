package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/**
 * A locally connected layer as its definition says: at each position a small dense layer of its own over the window there,
 * of which what lies outside the image is left out.
 */
final class PlainLocallyConnected2d extends SplitWeightedKernel {

    private final int inChannels;
    private final int outChannels;
    private final WindowAxis rows;
    private final WindowAxis columns;
    private final int positions;
    private final ConvBias convBias;

    PlainLocallyConnected2d(Conv2dGeometry geometry, ThreadTeam team) {
        super(team);
        inChannels = geometry.input().channels();
        outChannels = geometry.output().channels();
        rows = WindowAxis.rows(geometry.window(), geometry.input(), geometry.output());
        columns = WindowAxis.columns(geometry.window(), geometry.input(), geometry.output());
        positions = rows.output() * columns.output();
        convBias = new ConvBias(geometry.bias(), outChannels, positions);
    }

    /** Where the weight stands that an output of a position has for column 0 of a kernel's row. */
    private int weightAt(int position, int o, int c, int u) {
        return (((position * outChannels + o) * inChannels + c) * rows.kernel() + u) * columns.kernel();
    }

    /** Where column 0 stands of the input row under a kernel's row. */
    private int xAt(int n, int c, int i, int u) {
        return ((n * inChannels + c) * rows.input() + rows.inputAt(i, u)) * columns.input();
    }

    @Override
    int forwardItems() {
        return images;
    }

    @Override
    void forwardItem(int n, int thread) {
        for (int o = 0; o < outChannels; o++) {
            int yPlane = (n * outChannels + o) * positions;
            convBias.fill(bias, o, 0, positions, y, yPlane);
            for (int position = 0; position < positions; position++) {
                int i = position / columns.output();
                int j = position % columns.output();
                float sum = 0;
                for (int c = 0; c < inChannels; c++) {
                    for (int u = rows.firstTap(i); u < rows.endTap(i); u++) {
                        int w = weightAt(position, o, c, u);
                        int row = xAt(n, c, i, u);
                        for (int v = columns.firstTap(j); v < columns.endTap(j); v++) {
                            sum += weight[w + v] * x[row + columns.inputAt(j, v)];
                        }
                    }
                }
                y[yPlane + position] += sum;
            }
        }
    }

    @Override
    int gradientByInputItems() {
        return images;
    }

    @Override
    void gradientByInputItem(int n, int thread) {
        int imageSize = inChannels * rows.input() * columns.input();
        Arrays.fill(dx, n * imageSize, (n + 1) * imageSize, 0);
        for (int position = 0; position < positions; position++) {
            int i = position / columns.output();
            int j = position % columns.output();
            for (int o = 0; o < outChannels; o++) {
                float gradient = dy[(n * outChannels + o) * positions + position];
                for (int c = 0; c < inChannels; c++) {
                    for (int u = rows.firstTap(i); u < rows.endTap(i); u++) {
                        int w = weightAt(position, o, c, u);
                        int row = xAt(n, c, i, u);
                        for (int v = columns.firstTap(j); v < columns.endTap(j); v++) {
                            dx[row + columns.inputAt(j, v)] += weight[w + v] * gradient;
                        }
                    }
                }
            }
        }
    }

    /** The positions, whose weights are theirs alone, then the channels, of whose bias that need not be so. */
    @Override
    int gradientByWeightItems() {
        return positions + outChannels;
    }

    @Override
    void gradientByWeightItem(int item, int thread) {
        if (item >= positions) {
            convBias.addGradient(dy, images, item - positions, dBias);
            return;
        }
        int i = item / columns.output();
        int j = item % columns.output();
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < outChannels; o++) {
                float gradient = dy[(n * outChannels + o) * positions + item];
                for (int c = 0; c < inChannels; c++) {
                    for (int u = rows.firstTap(i); u < rows.endTap(i); u++) {
                        int w = weightAt(item, o, c, u);
                        int row = xAt(n, c, i, u);
                        for (int v = columns.firstTap(j); v < columns.endTap(j); v++) {
                            dWeight[w + v] += gradient * x[row + columns.inputAt(j, v)];
                        }
                    }
                }
            }
        }
    }
}
