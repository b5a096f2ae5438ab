package org.scratchcnn.dl4j;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;

/** Native arrays for batches of one size, filled anew for each batch: creating arrays costs fifty times more. */
final class BatchBuffers implements AutoCloseable {

    private final int samples;
    private final ResolvedNetwork network;
    private final INDArray inputs;
    private final INDArray targets;
    private final float[] oneHot;

    BatchBuffers(int samples, ResolvedNetwork network) {
        this.samples = samples;
        this.network = network;
        int outputs = network.logits().count();
        this.inputs = allocate(
                switch (network.input()) {
                    case Shape.Image(int channels, int height, int width) ->
                        new long[] {samples, channels, height, width};
                    case Shape.Features(int features) -> new long[] {samples, features};
                });
        this.targets = allocate(samples, outputs);
        this.oneHot = new float[samples * outputs];
    }

    private static INDArray allocate(long... shape) {
        return Nd4j.createUninitialized(DataType.FLOAT, shape, 'c');
    }

    /**
     * The batch's inputs, {@code [N, C, H, W]} or {@code [N, F]}, until the next call.
     *
     * @throws IllegalArgumentException if the batch has fewer values than its size says
     */
    INDArray inputs(Batch batch) {
        batch.requireInputs(network.input());
        fill(inputs, batch.inputs(), samples * network.input().size());
        return inputs;
    }

    /**
     * The batch's targets, {@code [N, outputs]}, labels one-hot, until the next call.
     *
     * @throws IllegalArgumentException if the batch has fewer targets than its size says, or a label that is no class
     */
    INDArray targets(Batch batch) {
        batch.requireTargets(network);
        var values = switch (batch.targets()) {
            case Batch.Labels(int[] labels) -> encode(labels);
            case Batch.Values(float[] given) -> given;
        };
        fill(targets, values, oneHot.length);
        return targets;
    }

    private float[] encode(int[] labels) {
        int classes = network.logits().count();
        Arrays.fill(oneHot, 0);
        for (int n = 0; n < samples; n++) {
            oneHot[n * classes + labels[n]] = 1;
        }
        return oneHot;
    }

    private static void fill(INDArray array, float[] values, int count) {
        ((FloatPointer) array.data().pointer()).put(values, 0, count);
    }

    @Override
    public void close() {
        inputs.close();
        targets.close();
    }
}
