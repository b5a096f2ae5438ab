package org.scratchcnn.dl4j;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.SequencedMap;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.MatrixMultiplyRequest;
import org.scratchcnn.worker.TimedKernel;

/** ND4J's matrix multiplication, {@code mmuli}: what Deeplearning4j's dense layers are made of. */
final class NativeMatrixMultiply implements TimedKernel {

    private final String engine;
    private final INDArray a;
    private final INDArray b;
    private final INDArray c;

    /**
     * A product of drawn matrices.
     *
     * @param engine as users type it
     */
    NativeMatrixMultiply(String engine, MatrixMultiplyRequest request) {
        this.engine = engine;
        var random = new Random(1);
        a = drawn(request.rows(), request.depth(), random);
        b = drawn(request.depth(), request.columns(), random);
        c = Nd4j.create(DataType.FLOAT, new long[] {request.rows(), request.columns()}, 'c');
    }

    private static INDArray drawn(int rows, int columns, Random random) {
        var values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return Nd4j.create(values, new long[] {rows, columns}, 'c');
    }

    @Override
    public SequencedMap<String, Runnable> passes() {
        var passes = new LinkedHashMap<String, Runnable>();
        passes.put(MatrixMultiplyRequest.PRODUCT, this::multiply);
        return passes;
    }

    private void multiply() {
        a.mmuli(b, c);
    }

    INDArray left() {
        return a;
    }

    INDArray right() {
        return b;
    }

    /** What the last product wrote. */
    INDArray product() {
        return c;
    }

    @Override
    public EngineFacts facts() {
        return new EngineFacts(engine, RunningDl4j.facts());
    }

    @Override
    public void close() {
        a.close();
        b.close();
        c.close();
    }
}
