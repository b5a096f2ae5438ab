package org.scratchcnn.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.layer.Layer;

/**
 * A model planned for one backend and at most so many samples at a time, by a {@link Planner}: kernels, activations and
 * their gradients, all made once. A batch may take several goes, forward and backward by turns. Going through a plan
 * allocates nothing. Not safe for use by several threads at once.
 */
public final class Plan {

    private final Kernels kernels;
    private final int maxBatch;
    private final List<StepPart> parts;
    private final Layer[] layers;
    private final Activations[] values;
    private final @Nullable Activations[] gradients;
    private int first;
    private int images;
    private long step;

    /**
     * A plan over its arrays.
     *
     * @param parts what {@link #forward} and {@link #backward} tell their listeners of, in this order
     * @param values of each edge, from input to logits
     * @param gradients of each edge, null where nothing before the edge is trained
     */
    Plan(
            Kernels kernels,
            int maxBatch,
            List<StepPart> parts,
            Layer[] layers,
            Activations[] values,
            @Nullable Activations[] gradients) {
        this.kernels = kernels;
        this.maxBatch = maxBatch;
        this.parts = List.copyOf(parts);
        this.layers = layers;
        this.values = values;
        this.gradients = gradients;
    }

    /** Samples that go through at a time at most. */
    public int maxBatch() {
        return maxBatch;
    }

    /** What is computed forward and backward, in this order. */
    public List<StepPart> parts() {
        return parts;
    }

    /**
     * Runs the network for some samples of a batch.
     *
     * @param inputs of the batch, {@code [N, C, H, W]} or {@code [N, F]}, row-major; may be longer
     * @param from the first of the samples
     * @param count of samples, at most {@link #maxBatch}
     * @param training whether dropout drops
     * @param inStep of training, which dropout's masks depend on
     * @param logits of the batch, {@code [N, outputs]}, row-major, of which those of the samples are written; may be
     *     longer
     * @param listener told of the input and of each layer
     */
    public void forward(
            float[] inputs, int from, int count, boolean training, long inStep, float[] logits, StepListener listener) {
        first = from;
        images = count;
        step = inStep;
        kernels.pack(inputs, from, count, values[0]);
        for (int edge = 1; edge < values.length; edge++) {
            values[edge].setImages(count);
        }
        int part = 0;
        listener.done(part++);
        for (var layer : layers) {
            layer.forward(training, step, from);
            listener.done(part++);
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
    public void backward(float[] dLogits, StepListener listener) {
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
        int part = 1 + layers.length;
        listener.done(part++);
        for (int i = layers.length - 1; i >= 0; i--) {
            var layer = layers[i];
            if (layer.hasGradientByParameters()) {
                layer.gradientByParameters();
                listener.done(part++);
            }
            if (layer.hasGradientByInput()) {
                layer.gradientByInput(step, first);
                listener.done(part++);
            }
        }
    }
}
