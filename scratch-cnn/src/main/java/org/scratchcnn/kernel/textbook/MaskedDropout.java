package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.DropoutKernel;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;

/** Dropout by its mask; both directions multiply by the same factors. */
final class MaskedDropout implements DropoutKernel {

    private static final float[] NOTHING = {};

    private final DropoutMask mask;
    private final int size;
    private final int valuesPerChannel;
    private final ThreadTeam team;
    private final ItemTask multiply = (image, _) -> multiplyImage(image);

    /** Arguments of the pass that runs. */
    private float[] from = NOTHING;

    private float[] to = NOTHING;
    private long step;
    private int firstImage;

    MaskedDropout(DropoutMask mask, Layout x, ThreadTeam team) {
        this.mask = mask;
        this.size = x.sampleSize();
        this.valuesPerChannel = x.height() * x.width();
        this.team = team;
    }

    @Override
    public void forward(Activations x, Activations y, long inStep, int fromImage) {
        run(x, y, inStep, fromImage);
    }

    @Override
    public void copy(Activations x, Activations y) {
        System.arraycopy(NchwActivations.valuesOf(x), 0, NchwActivations.valuesOf(y), 0, x.images() * size);
    }

    @Override
    public void gradientByInput(Activations dy, Activations dx, long inStep, int fromImage) {
        run(dy, dx, inStep, fromImage);
    }

    private void run(Activations source, Activations target, long inStep, int fromImage) {
        from = NchwActivations.valuesOf(source);
        to = NchwActivations.valuesOf(target);
        step = inStep;
        firstImage = fromImage;
        team.run(source.images(), multiply);
    }

    private void multiplyImage(int n) {
        long key = mask.imageKey(step, firstImage + n);
        for (int index = 0; index < size; index++) {
            int draw = mask.draw(index / valuesPerChannel, index);
            to[n * size + index] = from[n * size + index] * mask.factor(key, draw);
        }
    }
}
