package org.scratchcnn.kernel.textbook;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.WeightedKernel;

/**
 * A layer with parameters whose passes fall into items for a team. Arguments wait in fields, so that a pass needs no
 * new objects. How many items there are must not depend on the number of threads.
 */
abstract class SplitWeightedKernel implements WeightedKernel {

    private static final float[] NOTHING = {};

    /** Arguments of the pass that runs. */
    int images;

    float[] weight = NOTHING;
    float[] bias = NOTHING;
    float[] x = NOTHING;
    float[] y = NOTHING;
    float[] dy = NOTHING;
    float[] dx = NOTHING;
    float[] dWeight = NOTHING;
    float[] dBias = NOTHING;

    final ThreadTeam team;
    private final ItemTask forward = this::forwardItem;
    private final ItemTask gradientByInput = this::gradientByInputItem;
    private final ItemTask gradientByWeight = this::gradientByWeightItem;

    SplitWeightedKernel(ThreadTeam team) {
        this.team = team;
    }

    abstract int forwardItems();

    abstract void forwardItem(int item, int thread);

    abstract int gradientByInputItems();

    abstract void gradientByInputItem(int item, int thread);

    abstract int gradientByWeightItems();

    abstract void gradientByWeightItem(int item, int thread);

    @Override
    public void prepare(Parameter newWeight, @Nullable Parameter newBias) {
        weight = newWeight.values();
        bias = newBias == null ? NOTHING : newBias.values();
    }

    @Override
    public void forward(Activations input, Activations output) {
        images = input.images();
        x = NchwActivations.valuesOf(input);
        y = NchwActivations.valuesOf(output);
        team.run(forwardItems(), forward);
    }

    @Override
    public void gradientByInput(Activations outputGradient, Activations inputGradient) {
        images = outputGradient.images();
        dy = NchwActivations.valuesOf(outputGradient);
        dx = NchwActivations.valuesOf(inputGradient);
        team.run(gradientByInputItems(), gradientByInput);
    }

    @Override
    public void gradientByWeight(
            Activations input, Activations outputGradient, float[] weightGradient, float[] biasGradient) {
        images = outputGradient.images();
        x = NchwActivations.valuesOf(input);
        dy = NchwActivations.valuesOf(outputGradient);
        dWeight = weightGradient;
        dBias = biasGradient;
        team.run(gradientByWeightItems(), gradientByWeight);
    }
}
