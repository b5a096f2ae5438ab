package org.scratchcnn.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.ResolvedNetwork;

/** Tensors for batches of one size, filled anew for each batch. */
final class BatchTensors implements AutoCloseable {

    private final int samples;
    private final ResolvedNetwork network;
    /** Inputs in the description's order, as floats; the same tensor as {@link #inputs} where that is so, too. */
    private final Tensor rowMajorInputs;

    private final Tensor inputs;
    /** As floats; the same tensor as {@link #targetValues} where that is so, too. */
    private final Tensor floatTargets;

    private final Tensor targetValues;
    private final Tensor targetClasses;
    private final float[] oneHot;
    private final long[] classes;

    BatchTensors(int samples, ResolvedNetwork network, TensorKind kind) {
        this.samples = samples;
        this.network = network;
        long[] shape = Tensors.shape(samples, network.input());
        var floats = new TensorKind(ScalarType.Float, MemoryFormat.Contiguous);
        this.inputs = kind.allocate(shape);
        boolean isFloat = kind.precision() == ScalarType.Float;
        // With one channel both layouts are the same bytes.
        this.rowMajorInputs = isFloat && inputs.is_contiguous() ? inputs : floats.allocate(shape);
        int outputs = network.logits().count();
        this.targetValues = kind.allocate(samples, outputs);
        this.floatTargets = isFloat ? targetValues : floats.allocate(samples, outputs);
        this.targetClasses = Tensors.allocate(ScalarType.Long, MemoryFormat.Contiguous, samples);
        this.oneHot = new float[samples * outputs];
        this.classes = new long[samples];
    }

    /**
     * The batch's inputs, {@code [N, C, H, W]} or {@code [N, F]}, until the next call.
     *
     * @throws IllegalArgumentException if the batch has fewer values than its size says
     */
    Tensor inputs(Batch batch) {
        batch.requireInputs(network.input());
        rowMajorInputs
                .data_ptr_float()
                .put(batch.inputs(), 0, samples * network.input().size());
        if (!rowMajorInputs.equals(inputs)) {
            Tensors.copy(rowMajorInputs, inputs);
        }
        return inputs;
    }

    /**
     * The batch's targets until the next call: classes {@code [N]} where the loss takes such, else values
     * {@code [N, outputs]}, labels one-hot.
     *
     * @throws IllegalArgumentException if the batch has fewer targets than its size says, a label that is no class, or
     *     values for a loss that takes labels alone
     */
    Tensor targets(Batch batch) {
        batch.requireTargets(network);
        var loss = network.spec().loss();
        boolean takesClasses = loss instanceof LossSpec.OfClasses;
        return switch (batch.targets()) {
            case Batch.Labels(int[] labels) -> takesClasses ? classes(labels) : values(encode(labels));
            // PyTorch's mean of weighted shares of classes is another.
            case Batch.Values _
            when takesClasses && !loss.equals(LossSpec.SOFTMAX_CROSS_ENTROPY) ->
                throw new IllegalArgumentException(
                        loss.title() + " needs class labels here, but the batch's targets are values");
            case Batch.Values(float[] values) -> values(values);
        };
    }

    private Tensor classes(int[] labels) {
        for (int n = 0; n < samples; n++) {
            classes[n] = labels[n];
        }
        targetClasses.data_ptr_long().put(classes, 0, samples);
        return targetClasses;
    }

    private Tensor values(float[] values) {
        floatTargets.data_ptr_float().put(values, 0, oneHot.length);
        if (!floatTargets.equals(targetValues)) {
            Tensors.copy(floatTargets, targetValues);
        }
        return targetValues;
    }

    private float[] encode(int[] labels) {
        int outputs = network.logits().count();
        Arrays.fill(oneHot, 0);
        for (int n = 0; n < samples; n++) {
            oneHot[n * outputs + labels[n]] = 1;
        }
        return oneHot;
    }

    @Override
    public void close() {
        inputs.close();
        rowMajorInputs.close();
        targetValues.close();
        floatTargets.close();
        targetClasses.close();
    }
}
