package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/**
 * Convolution as its definition says, in seven nested loops over images n, output channels o, input channels c, kernel
 * rows u, kernel columns v, output rows i and output columns j:
 *
 * <pre>
 * y[n,o,i,j]  += w[o,c,u,v] · x[n, c, i·stride + u·dilation − top, j·stride + v·dilation − left]
 * dx[n,c,…,…] += w[o,c,u,v] · dy[n,o,i,j]
 * dw[o,c,u,v] += dy[n,o,i,j] · x[n,c,…,…]
 * </pre>
 *
 * <p>In several groups, c runs over the input channels of o's. Any order of the loops gives the same sums. This one runs over positions innermost, because then
 * <ul>
 *   <li>the bounds of i and j that keep x inside the image depend on u and v alone, so the inner loops need no tests;
 *   <li>the inner loop reads and writes memory in order;
 *   <li>neighbouring outputs don't wait for each other. With c, u and v innermost, every addition would need the
 *       result of the one before it, and the processor would spend its time waiting.
 * </ul>
 */
final class NaiveConv2d extends SplitWeightedKernel {

    private final int inChannels;
    private final int groupInChannels;
    private final int groupOutChannels;
    private final int outChannels;
    private final WindowAxis rows;
    private final WindowAxis columns;
    private final ConvBias convBias;

    NaiveConv2d(Conv2dGeometry geometry, ThreadTeam team) {
        super(team);
        inChannels = geometry.input().channels();
        groupInChannels = inChannels / geometry.groups();
        groupOutChannels = geometry.output().channels() / geometry.groups();
        outChannels = geometry.output().channels();
        rows = WindowAxis.rows(geometry.window(), geometry.input(), geometry.output());
        columns = WindowAxis.columns(geometry.window(), geometry.input(), geometry.output());
        convBias = new ConvBias(geometry.bias(), outChannels, rows.output() * columns.output());
    }

    /** The first input channel that an output channel is made of. */
    private int firstInput(int o) {
        return o / groupOutChannels * groupInChannels;
    }

    @Override
    int forwardItems() {
        return images;
    }

    @Override
    void forwardItem(int n, int thread) {
        for (int o = 0; o < outChannels; o++) {
            int yPlane = (n * outChannels + o) * rows.output() * columns.output();
            convBias.fill(bias, o, 0, rows.output() * columns.output(), y, yPlane);
            for (int c = 0; c < groupInChannels; c++) {
                int xPlane = (n * inChannels + firstInput(o) + c) * rows.input() * columns.input();
                for (int u = 0; u < rows.kernel(); u++) {
                    for (int v = 0; v < columns.kernel(); v++) {
                        float w = weight[((o * groupInChannels + c) * rows.kernel() + u) * columns.kernel() + v];
                        forwardTap(w, u, v, xPlane, yPlane);
                    }
                }
            }
        }
    }

    /** The loops over i and j: {@code y += w · x}, x shifted to where the tap (u, v) lies. */
    private void forwardTap(float w, int u, int v, int xPlane, int yPlane) {
        int iEnd = rows.endOutput(u);
        int jFirst = columns.firstOutput(v);
        int jEnd = columns.endOutput(v);
        int stride = columns.stride();
        for (int i = rows.firstOutput(u); i < iEnd; i++) {
            int xRow = xPlane + rows.inputAt(i, u) * columns.input() + columns.inputAt(0, v);
            int yRow = yPlane + i * columns.output();
            for (int j = jFirst; j < jEnd; j++) {
                y[yRow + j] += w * x[xRow + j * stride];
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
        for (int o = 0; o < outChannels; o++) {
            int yPlane = (n * outChannels + o) * rows.output() * columns.output();
            for (int c = 0; c < groupInChannels; c++) {
                int xPlane = (n * inChannels + firstInput(o) + c) * rows.input() * columns.input();
                for (int u = 0; u < rows.kernel(); u++) {
                    for (int v = 0; v < columns.kernel(); v++) {
                        float w = weight[((o * groupInChannels + c) * rows.kernel() + u) * columns.kernel() + v];
                        gradientByInputTap(w, u, v, xPlane, yPlane);
                    }
                }
            }
        }
    }

    /** The loops over i and j: {@code dx += w · dy}, dx shifted to where the tap (u, v) lies. */
    private void gradientByInputTap(float w, int u, int v, int xPlane, int yPlane) {
        int iEnd = rows.endOutput(u);
        int jFirst = columns.firstOutput(v);
        int jEnd = columns.endOutput(v);
        int stride = columns.stride();
        for (int i = rows.firstOutput(u); i < iEnd; i++) {
            int xRow = xPlane + rows.inputAt(i, u) * columns.input() + columns.inputAt(0, v);
            int yRow = yPlane + i * columns.output();
            for (int j = jFirst; j < jEnd; j++) {
                dx[xRow + j * stride] += w * dy[yRow + j];
            }
        }
    }

    @Override
    int gradientByWeightItems() {
        return outChannels;
    }

    @Override
    void gradientByWeightItem(int o, int thread) {
        convBias.addGradient(dy, images, o, dBias);
        for (int n = 0; n < images; n++) {
            int yPlane = (n * outChannels + o) * rows.output() * columns.output();
            for (int c = 0; c < groupInChannels; c++) {
                int xPlane = (n * inChannels + firstInput(o) + c) * rows.input() * columns.input();
                for (int u = 0; u < rows.kernel(); u++) {
                    for (int v = 0; v < columns.kernel(); v++) {
                        dWeight[((o * groupInChannels + c) * rows.kernel() + u) * columns.kernel() + v] +=
                                gradientByWeightTap(u, v, xPlane, yPlane);
                    }
                }
            }
        }
    }

    /** The loops over i and j: the sum of {@code dy · x}, x shifted to where the tap (u, v) lies. */
    private float gradientByWeightTap(int u, int v, int xPlane, int yPlane) {
        int iEnd = rows.endOutput(u);
        int jFirst = columns.firstOutput(v);
        int jEnd = columns.endOutput(v);
        int stride = columns.stride();
        float sum = 0;
        for (int i = rows.firstOutput(u); i < iEnd; i++) {
            int xRow = xPlane + rows.inputAt(i, u) * columns.input() + columns.inputAt(0, v);
            int yRow = yPlane + i * columns.output();
            for (int j = jFirst; j < jEnd; j++) {
                sum += dy[yRow + j] * x[xRow + j * stride];
            }
        }
        return sum;
    }
}
