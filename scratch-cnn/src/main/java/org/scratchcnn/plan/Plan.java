package org.scratchcnn.plan;

import java.util.List;
import org.scratchcnn.engine.StepListener;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.layer.Layer;
import org.scratchcnn.layer.Pass;
import org.scratchcnn.layer.SumLayer;
import org.scratchcnn.layer.WholeBatchLayer;

/**
 * A model planned for one backend and at most so many samples at a time, by a {@link Planner}: kernels, activations and
 * their gradients, all made once. A batch may take several goes, forward and backward by turns. Going through a plan
 * allocates nothing. Not safe for use by several threads at once.
 *
 * <p>Where a layer has to see the whole batch, the samples of a go are cut into parts with activations of their own: these
 * go through the layers one after another up to such a layer, meet there, and go on to the next.
 */
public final class Plan {

    private static final int NONE = -1;

    private final Kernels kernels;
    private final int partSize;
    private final StepPartIndex index;
    private final PartActivations[] parts;

    /** By part of the batch and operation. */
    private final Layer[][] layers;

    /** By part of the batch and operation behind which gradients are summed. */
    private final SumLayer[][][] sums;

    private final int operations;
    private Pass pass = new Pass();
    private int first;
    private int images;
    private int used;

    Plan(
            Kernels kernels,
            int partSize,
            StepPartIndex index,
            PartActivations[] parts,
            Layer[][] layers,
            SumLayer[][][] sums) {
        this.kernels = kernels;
        this.partSize = partSize;
        this.index = index;
        this.parts = parts;
        this.layers = layers;
        this.sums = sums;
        this.operations = layers[0].length;
    }

    /** Samples that go through at a time at most. */
    public int maxBatch() {
        return partSize * parts.length;
    }

    /** What is computed forward and backward, in this order, and what the listeners of both are told of. */
    public List<StepPart> stepParts() {
        return index.parts();
    }

    /** The activations of a part of the batch. */
    PartActivations part(int part) {
        return parts[part];
    }

    /**
     * Runs the network for some samples of a batch.
     *
     * @param newPass what for; it belongs to the plan until the pass is over, and {@link #backward} takes it up again
     * @param inputs of the batch, {@code [N, C, H, W]} or {@code [N, F]}, row-major; may be longer
     * @param from the first of the samples
     * @param count of samples, at most {@link #maxBatch}
     * @param logits of the batch, {@code [N, outputs]}, row-major, of which those of the samples are written; may be
     *     longer
     * @param listener told of the input and of each layer
     */
    public void forward(Pass newPass, float[] inputs, int from, int count, float[] logits, StepListener listener) {
        pass = newPass;
        first = from;
        images = count;
        used = Math.ceilDiv(count, partSize);
        for (int part = 0; part < used; part++) {
            parts[part].setImages(imagesOf(part));
            kernels.pack(inputs, firstOf(part), imagesOf(part), parts[part].input());
        }
        listener.done(index.input());
        int start = 0;
        int meeting = pass.isTraining() ? meetingFrom(0) : operations;
        while (meeting < operations) {
            forwardTo(meeting, start, listener);
            meet(meeting, listener);
            start = meeting;
            meeting = meetingFrom(meeting + 1);
        }
        forwardTo(operations, start, listener);
        for (int part = 0; part < used; part++) {
            kernels.unpack(parts[part].output(), logits, firstOf(part));
        }
    }

    /** Brings each part through the operations from {@code start} to the one before {@code end}. */
    private void forwardTo(int end, int start, StepListener listener) {
        for (int part = 0; part < used; part++) {
            pass.beginAt(firstOf(part));
            for (int operation = start; operation < end; operation++) {
                layers[part][operation].forward(pass);
                listener.done(index.forward(operation));
            }
        }
    }

    private void meet(int operation, StepListener listener) {
        wholeBatch(0, operation).beginBatch();
        for (int part = 0; part < used; part++) {
            wholeBatch(part, operation).collect();
        }
        wholeBatch(0, operation).finishBatch(pass);
        listener.done(index.forward(operation));
    }

    /**
     * Adds the gradients of all parameters to what they hold, for the samples and the step of the last
     * {@link #forward}, which must have been in training.
     *
     * @param dLogits the loss's gradient by the logits of the batch, {@code [N, outputs]}, row-major; may be longer
     * @param listener told of the output and of each layer's gradients
     */
    public void backward(float[] dLogits, StepListener listener) {
        for (int part = 0; part < used; part++) {
            Activations gradient = parts[part].outputGradient();
            if (gradient != null) {
                kernels.pack(dLogits, firstOf(part), imagesOf(part), gradient);
            }
        }
        listener.done(index.output());
        int end = operations;
        int meeting = meetingBefore(end);
        while (meeting != NONE) {
            backwardTo(meeting, end, listener);
            meetInGradients(meeting, listener);
            end = meeting;
            meeting = meetingBefore(meeting);
        }
        backwardTo(NONE, end, listener);
    }

    /** Brings each part's gradients from the operation {@code end}, whose parts have met, to the one behind {@code start}. */
    private void backwardTo(int start, int end, StepListener listener) {
        for (int part = 0; part < used; part++) {
            pass.beginAt(firstOf(part));
            if (end < operations) {
                gradientByInput(part, end, listener);
            }
            for (int operation = end - 1; operation > start; operation--) {
                var layer = layers[part][operation];
                if (layer.hasGradientByParameters()) {
                    layer.gradientByParameters();
                    listener.done(index.gradientByParameters(operation));
                }
                gradientByInput(part, operation, listener);
            }
        }
    }

    private void meetInGradients(int operation, StepListener listener) {
        wholeBatch(0, operation).beginGradients();
        for (int part = 0; part < used; part++) {
            wholeBatch(part, operation).collectGradients();
        }
        wholeBatch(0, operation).gradientByParameters();
        listener.done(index.gradientByParameters(operation));
    }

    private void gradientByInput(int part, int operation, StepListener listener) {
        var layer = layers[part][operation];
        var sumsBehind = sums[part][operation];
        if (layer.hasGradientByInput()) {
            layer.gradientByInput(pass);
        }
        for (int i = 0; i < sumsBehind.length; i++) {
            sumsBehind[i].forward(pass);
        }
        if (index.gradientByInput(operation) != NONE) {
            listener.done(index.gradientByInput(operation));
        }
    }

    /** The first operation from there on at which parts meet in training, or the number of operations. */
    private int meetingFrom(int operation) {
        int found = operation;
        while (found < operations && !(layers[0][found] instanceof WholeBatchLayer)) {
            found++;
        }
        return found;
    }

    /** The last operation before that one at which the gradients of parts meet, or {@link #NONE}. */
    private int meetingBefore(int operation) {
        int found = operation - 1;
        while (found >= 0 && !(layers[0][found] instanceof WholeBatchLayer layer && layer.hasGradientByParameters())) {
            found--;
        }
        return found;
    }

    private WholeBatchLayer wholeBatch(int part, int operation) {
        return (WholeBatchLayer) layers[part][operation];
    }

    private int firstOf(int part) {
        return first + part * partSize;
    }

    private int imagesOf(int part) {
        return Math.min(partSize, images - part * partSize);
    }
}
