package org.scratchcnn.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.layer.Layer;

/**
 * A model planned for one backend and passes of at most so many samples, by a {@link Planner}: kernels, activations and
 * their gradients, all made once. A batch may take several passes, forward and backward by turns. Passes allocate
 * nothing. Not safe for use by several threads at once.
 */
public final class Plan {

    private final Kernels kernels;
    private final int maxBatch;
    private final List<LayerInPlan> description;
    private final Layer[] layers;
    private final Activations[] values;
    private final @Nullable Activations[] gradients;
    private int first;
    private int images;
    private long step;

    /**
     * A plan over its arrays.
     *
     * @param description of the layers
     * @param values of each edge, from input to logits
     * @param gradients of each edge, null where nothing before the edge is trained
     */
    Plan(
            Kernels kernels,
            int maxBatch,
            List<LayerInPlan> description,
            Layer[] layers,
            Activations[] values,
            @Nullable Activations[] gradients) {
        this.description = List.copyOf(description);
        this.kernels = kernels;
        this.maxBatch = maxBatch;
        this.layers = layers;
        this.values = values;
        this.gradients = gradients;
    }

    /** Samples in a pass at most. */
    public int maxBatch() {
        return maxBatch;
    }

    /** What is computed, in this order. */
    public List<LayerInPlan> layers() {
        return description;
    }

    /**
     * Runs the network for some samples of a batch.
     *
     * @param inputs of the batch, {@code [N, C, H, W]} or {@code [N, F]}, row-major; may be longer
     * @param from the first of the samples
     * @param count of samples, at most {@link #maxBatch}
     * @param training whether dropout drops
     * @param step of training, which dropout's masks depend on
     * @param logits of the batch, {@code [N, outputs]}, row-major, of which those of the samples are written; may be
     *     longer
     */
    public void forward(float[] inputs, int from, int count, boolean training, long step, float[] logits) {
        forward(inputs, from, count, training, step, logits, PassListener.NONE);
    }

    /** The same, with a listener that is told of the input and of each layer. */
    public void forward(
            float[] inputs, int from, int count, boolean training, long inStep, float[] logits, PassListener listener) {
        first = from;
        images = count;
        step = inStep;
        kernels.pack(inputs, from, count, values[0]);
        for (int edge = 1; edge < values.length; edge++) {
            values[edge].setImages(count);
        }
        listener.done(Kind.INPUT, 0);
        for (int i = 0; i < layers.length; i++) {
            layers[i].forward(training, step, from);
            listener.done(Kind.FORWARD, i);
        }
        kernels.unpack(values[values.length - 1], logits, from);
    }

    /**
     * Adds the gradients of all parameters to what they hold, for the samples and the step of the last
     * {@link #forward}, which must have been in training.
     *
     * @param dLogits the loss's gradient by the logits of the batch, {@code [N, outputs]}, row-major; may be longer
     * @param listener told of the output and of each layer's gradients
     */
    public void backward(float[] dLogits, PassListener listener) {
        int last = gradients.length - 1;
        if (gradients[last] == null) {
            return;
        }
        kernels.pack(dLogits, first, images, gradients[last]);
        for (int edge = 0; edge < last; edge++) {
            var gradient = gradients[edge];
            if (gradient != null) {
                gradient.setImages(images);
            }
        }
        listener.done(Kind.OUTPUT, 0);
        for (int i = layers.length - 1; i >= 0; i--) {
            layers[i].gradientByParameters();
            listener.done(Kind.GRADIENT_BY_WEIGHT, i);
            layers[i].gradientByInput(step, first);
            listener.done(Kind.GRADIENT_BY_INPUT, i);
        }
    }
}
