package org.scratchcnn.scratch.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.scratch.kernel.Buffer;
import org.scratchcnn.scratch.kernel.Pool2dGeometry;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.scratch.kernel.Workspace;

/**
 * Max pooling over windows clipped to the image. Forward remembers where each maximum was, the first in row-major order
 * among equals; the gradient goes there.
 */
final class MaxPool2dKernel extends PerImageUnaryKernel {

    private final int channels;
    private final WindowAxis rows;
    private final WindowAxis columns;
    /** The index in {@code x} of each value of {@code y}. */
    private final Buffer<int[]> winners;

    MaxPool2dKernel(Pool2dGeometry geometry, int maxBatch, ThreadTeam team, Workspace workspace) {
        super(team);
        channels = geometry.input().channels();
        rows = WindowAxis.rows(geometry.window(), geometry.input(), geometry.output());
        columns = WindowAxis.columns(geometry.window(), geometry.input(), geometry.output());
        winners = workspace.ints((long) maxBatch * geometry.output().size());
    }

    @Override
    void forwardImage(int n) {
        var winnerOf = winners.array();
        for (int plane = n * channels; plane < (n + 1) * channels; plane++) {
            int xPlane = plane * rows.input() * columns.input();
            int yIndex = plane * rows.output() * columns.output();
            for (int i = 0; i < rows.output(); i++) {
                int top = Math.max(0, rows.inputAt(i, 0));
                int bottom = Math.min(rows.input(), rows.inputAt(i, rows.kernel()));
                for (int j = 0; j < columns.output(); j++) {
                    int left = Math.max(0, columns.inputAt(j, 0));
                    int right = Math.min(columns.input(), columns.inputAt(j, columns.kernel()));
                    int winner = xPlane + top * columns.input() + left;
                    for (int row = top; row < bottom; row++) {
                        int xRow = xPlane + row * columns.input();
                        for (int column = left; column < right; column++) {
                            if (x[xRow + column] > x[winner]) {
                                winner = xRow + column;
                            }
                        }
                    }
                    winnerOf[yIndex] = winner;
                    y[yIndex] = x[winner];
                    yIndex++;
                }
            }
        }
    }

    @Override
    void gradientByInputImage(int n) {
        var winnerOf = winners.array();
        int xSize = channels * rows.input() * columns.input();
        int ySize = channels * rows.output() * columns.output();
        Arrays.fill(dx, n * xSize, (n + 1) * xSize, 0);
        for (int index = n * ySize; index < (n + 1) * ySize; index++) {
            dx[winnerOf[index]] += dy[index];
        }
    }
}
