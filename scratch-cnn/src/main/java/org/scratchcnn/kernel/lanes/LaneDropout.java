package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.DropoutKernel;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;

/** Dropout: masks are computed where they are needed, in the backward pass again. */
final class LaneDropout implements DropoutKernel {

    private final Masking masking;

    /** The same product as forward, from dy to dx, whose borders may be others than those of x and y. */
    private final Masking gradientMasking;

    private final LaneReshape copying;

    LaneDropout(DropoutMask mask, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        this.masking = new Masking(mask, x, y, dx, dy, loops, team);
        this.gradientMasking = new Masking(mask, dy, dx, y, x, loops, team);
        this.copying = new LaneReshape(x, y, dx, dy, loops, team);
    }

    @Override
    public void forward(Activations x, Activations y, long step, int firstImage) {
        masking.begin(step, firstImage);
        masking.forward(x, y);
    }

    @Override
    public void copy(Activations x, Activations y) {
        copying.forward(x, y);
    }

    @Override
    public void gradientByInput(Activations dy, Activations dx, long step, int firstImage) {
        gradientMasking.begin(step, firstImage);
        gradientMasking.forward(dy, dx);
    }

    private static final class Masking extends ChannelwiseKernel {

        /** Vector operations that one random factor is worth, about. */
        private static final int FACTOR = 5;

        private final DropoutMask mask;
        private final int height;
        private final int width;

        /** One an image. */
        private final long[] keys;

        Masking(DropoutMask mask, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
            super(team, loops.lanes(), x, y, dx, dy, (long) x.height() * x.width() * loops.lanes() * FACTOR);
            this.mask = mask;
            this.height = x.height();
            this.width = x.width();
            this.keys = new long[Math.ceilDiv(x.maxBatch(), lanes) * lanes];
        }

        void begin(long step, int firstImage) {
            for (int image = 0; image < keys.length; image++) {
                keys[image] = mask.imageKey(step, firstImage + image);
            }
        }

        @Override
        void forward(float[] x, float[] y, int block, int first, int end) {
            multiply(x, xStrides, y, yStrides, block, first, end);
        }

        @Override
        void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
            multiply(dy, dyStrides, dx, dxStrides, block, first, end);
        }

        private void multiply(
                float[] source, LaneStrides from, float[] target, LaneStrides to, int block, int first, int end) {
            int firstImage = block * lanes;
            for (int channel = first; channel < end; channel++) {
                for (int row = 0; row < height; row++) {
                    int read = from.at(channel, row, 0);
                    int write = to.at(channel, row, 0);
                    int index = (channel * height + row) * width;
                    for (int column = 0; column < width; column++) {
                        int draw = mask.draw(channel, index + column);
                        for (int lane = 0; lane < lanes; lane++) {
                            int at = column * lanes + lane;
                            target[write + at] = source[read + at] * mask.factor(keys[firstImage + lane], draw);
                        }
                    }
                }
            }
        }
    }
}
