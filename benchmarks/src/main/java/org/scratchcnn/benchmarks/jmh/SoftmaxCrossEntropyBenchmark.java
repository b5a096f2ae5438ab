package org.scratchcnn.benchmarks.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.LossSpec;

/** Softmax and cross-entropy of a batch: the loss and its gradient by the logits, on one thread. */
@State(Scope.Benchmark)
public class SoftmaxCrossEntropyBenchmark extends ScratchBenchmark {

    @Param({"10", "1000"})
    public int classes = 0;

    @Param("64")
    public int batchSize = 0;

    /** The mean loss that the last operation found. */
    double value;

    float[] logits;
    float[] gradient;
    Batch batch;
    private Loss loss;

    @Setup
    public void setUp() {
        loss = Loss.of(LossSpec.SOFTMAX_CROSS_ENTROPY, classes);
        logits = draw(batchSize * classes);
        gradient = new float[batchSize * classes];
        batch = Batch.labelled(
                batchSize, new float[0], random.ints(batchSize, 0, classes).toArray());
    }

    @Benchmark
    public float[] lossAndGradient() {
        value = loss.evaluate(logits, batch, 0, batchSize, gradient);
        return gradient;
    }
}
