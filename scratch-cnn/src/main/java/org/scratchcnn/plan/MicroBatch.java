package org.scratchcnn.plan;

import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ResolvedNetwork;

/**
 * How many samples of a batch go through the network at a time, forward and backward, adding up their gradients: as in
 * pipelined training (Huang et al. 2019, "GPipe: efficient training of giant neural networks using pipeline
 * parallelism"), but for the caches. All layers of a small part find what the layer before wrote where it is still near.
 * It depends on nothing but the network and the batch, since sums are formed in its order: the bits are the same on any
 * number of threads.
 */
public final class MicroBatch {

    /** Samples at least, where a batch has as many: whole vectors of images for two threads at 512 bits, for four at 256. */
    private static final int LEAST_SAMPLES = 32;

    /** Bytes of values and gradients of a part, at least: two cores' second-level caches hold about as much. */
    private static final long LEAST_BYTES = 2 << 20;

    /**
     * How many times as much memory activations should take as parameters, at least: each part reads all parameters and
     * adds to all of their gradients.
     */
    private static final int BYTES_BY_PARAMETER_BYTES = 4;

    private MicroBatch() {}

    /** Samples of each part of a batch of that size, but for the last one, which may have fewer. */
    public static int size(ResolvedNetwork network, int batchSize) {
        long parameterBytes = Float.BYTES
                * network.parameters().stream().mapToLong(ParameterSpec::count).sum();
        long bytes = Math.max(LEAST_BYTES, BYTES_BY_PARAMETER_BYTES * parameterBytes);
        long sampleBytes = sampleBytes(network);
        long samples = LEAST_SAMPLES;
        while (samples < batchSize && samples * sampleBytes < bytes) {
            samples *= 2;
        }
        return (int) Math.min(samples, batchSize);
    }

    /** Values and gradients of all edges. */
    private static long sampleBytes(ResolvedNetwork network) {
        long outputs = network.operations().stream()
                .map(Operation::output)
                .mapToLong(shape -> shape.size())
                .sum();
        return 2 * Float.BYTES * (network.input().size() + outputs);
    }
}
