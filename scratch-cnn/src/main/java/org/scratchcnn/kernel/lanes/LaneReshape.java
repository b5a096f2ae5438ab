package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;

/** Samples read as another shape: what stands together on both sides is copied at once. Between equal shapes it is a copy. */
final class LaneReshape extends ChannelwiseKernel {

    private final int valuesPerChannel;
    private final Runs ofX;
    private final Runs ofY;
    private final Runs ofDx;
    private final Runs ofDy;

    LaneReshape(Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(team, loops.lanes(), x, y, dx, dy, (long) x.height() * x.width());
        if (x.sampleSize() != y.sampleSize()) {
            throw new IllegalArgumentException(
                    "Reshaping keeps the number of values, but was planned from %s to %s".formatted(x, y));
        }
        this.valuesPerChannel = x.height() * x.width();
        this.ofX = Runs.of(x, xStrides);
        this.ofY = Runs.of(y, yStrides);
        this.ofDx = Runs.of(dx, dxStrides);
        this.ofDy = Runs.of(dy, dyStrides);
    }

    @Override
    void forward(float[] x, float[] y, int block, int first, int end) {
        copy(x, ofX, y, ofY, first, end);
    }

    @Override
    void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
        copy(dy, ofDy, dx, ofDx, first, end);
    }

    private void copy(float[] source, Runs from, float[] target, Runs to, int first, int end) {
        int index = first * valuesPerChannel;
        int endIndex = end * valuesPerChannel;
        while (index < endIndex) {
            int run = Math.min(endIndex - index, Math.min(from.remaining(index), to.remaining(index)));
            System.arraycopy(source, from.at(index), target, to.at(index), run * lanes);
            index += run;
        }
    }

    /**
     * The values of a sample in row-major order: between borders they stand together a row at a time, else all of them.
     *
     * @param length of a run
     */
    private record Runs(LaneStrides strides, int height, int width, int length) {

        static Runs of(Layout layout, LaneStrides strides) {
            int length = layout.border().isNone() ? layout.sampleSize() : layout.width();
            return new Runs(strides, layout.height(), layout.width(), length);
        }

        /** How many values stand together from that one on. */
        int remaining(int index) {
            return length - index % length;
        }

        int at(int index) {
            int row = index / width;
            return strides.at(row / height, row % height, index % width);
        }
    }
}
