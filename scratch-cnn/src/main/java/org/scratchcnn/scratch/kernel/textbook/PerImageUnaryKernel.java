package org.scratchcnn.scratch.kernel.textbook;

import org.scratchcnn.scratch.kernel.Activations;
import org.scratchcnn.scratch.kernel.ItemTask;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.scratch.kernel.UnaryKernel;

/** A layer without parameters that does one image after the other, split among a team. */
abstract class PerImageUnaryKernel implements UnaryKernel {

    private static final float[] NOTHING = {};

    /** Arguments of the pass that runs. */
    float[] x = NOTHING;

    float[] y = NOTHING;
    float[] dy = NOTHING;
    float[] dx = NOTHING;

    private final ThreadTeam team;
    private final ItemTask forward = (image, _) -> forwardImage(image);
    private final ItemTask gradientByInput = (image, _) -> gradientByInputImage(image);

    PerImageUnaryKernel(ThreadTeam team) {
        this.team = team;
    }

    abstract void forwardImage(int image);

    abstract void gradientByInputImage(int image);

    @Override
    public void forward(Activations input, Activations output) {
        x = NchwActivations.valuesOf(input);
        y = NchwActivations.valuesOf(output);
        team.run(input.images(), forward);
    }

    @Override
    public void gradientByInput(
            Activations input, Activations output, Activations outputGradient, Activations inputGradient) {
        x = NchwActivations.valuesOf(input);
        y = NchwActivations.valuesOf(output);
        dy = NchwActivations.valuesOf(outputGradient);
        dx = NchwActivations.valuesOf(inputGradient);
        team.run(outputGradient.images(), gradientByInput);
    }
}
