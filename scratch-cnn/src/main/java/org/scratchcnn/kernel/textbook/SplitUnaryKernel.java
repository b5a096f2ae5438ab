package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;

/** A layer without parameters whose passes fall into items for a team: an image each, if it doesn't say otherwise. */
abstract class SplitUnaryKernel implements UnaryKernel {

    private static final float[] NOTHING = {};

    /** Arguments of the pass that runs. */
    int images;

    float[] x = NOTHING;
    float[] y = NOTHING;
    float[] dy = NOTHING;
    float[] dx = NOTHING;

    private final ThreadTeam team;
    private final ItemTask forward = (item, _) -> forwardItem(item);
    private final ItemTask gradientByInput = (item, _) -> gradientByInputItem(item);

    SplitUnaryKernel(ThreadTeam team) {
        this.team = team;
    }

    /** How many items both passes have; must not depend on the number of threads. */
    int items() {
        return images;
    }

    abstract void forwardItem(int item);

    abstract void gradientByInputItem(int item);

    @Override
    public void forward(Activations input, Activations output) {
        images = input.images();
        x = NchwActivations.valuesOf(input);
        y = NchwActivations.valuesOf(output);
        team.run(items(), forward);
    }

    @Override
    public void gradientByInput(
            Activations input, Activations output, Activations outputGradient, Activations inputGradient) {
        images = outputGradient.images();
        x = NchwActivations.valuesOf(input);
        y = NchwActivations.valuesOf(output);
        dy = NchwActivations.valuesOf(outputGradient);
        dx = NchwActivations.valuesOf(inputGradient);
        team.run(items(), gradientByInput);
    }
}
