package org.scratchcnn.network;

import java.util.List;

/**
 * A trained tensor of one layer.
 *
 * @param name {@code weight} or {@code bias}; the layer's path is put before it in snapshots
 * @param shape row-major; a convolution's weight is {@code [out, in, kH, kW]}, a dense layer's {@code [out, in]}
 * @param fanIn how many inputs meet in one output, for initialization
 * @param fanOut how many outputs one input reaches, for initialization
 */
public record ParameterSpec(String name, List<Integer> shape, int fanIn, int fanOut) {

    public static final String WEIGHT = "weight";
    public static final String BIAS = "bias";

    public ParameterSpec {
        shape = List.copyOf(shape);
    }

    public long count() {
        long count = 1;
        for (int extent : shape) {
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }
}
