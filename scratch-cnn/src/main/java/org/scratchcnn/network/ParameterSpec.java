package org.scratchcnn.network;

import java.util.List;

/**
 * A tensor of one layer, trained or not.
 *
 * @param name {@code weight}, {@code bias}, {@code running_mean} or {@code running_var}; the layer's path is put before it
 *     in snapshots
 * @param role what it does, from which its initial values and its treatment in training follow
 * @param shape row-major; a convolution's weight is {@code [out, in / groups, kH, kW]}, a
 *     transposed one's {@code [in, out / groups, kH, kW]}, a locally
 *     connected one's {@code [outH, outW, out, in, kH, kW]}, a dense layer's {@code [out, in]}
 * @param fanIn how many inputs meet in one output, for initialization
 * @param fanOut how many outputs one input reaches, for initialization
 */
public record ParameterSpec(String name, Role role, List<Integer> shape, int fanIn, int fanOut) {

    public static final String WEIGHT = "weight";
    public static final String BIAS = "bias";
    public static final String RUNNING_MEAN = "running_mean";
    public static final String RUNNING_VARIANCE = "running_var";

    /** What a tensor does in its layer. */
    public enum Role {
        /** Multiplies inputs that are summed. */
        WEIGHT(true),
        /** Is added to such a sum. */
        BIAS(true),
        /** Multiplies normalized values; 1 at first. */
        SCALE(true),
        /** Is added to normalized values; 0 at first. */
        SHIFT(true),
        /** A mean over the batches seen; not trained, 0 at first. */
        RUNNING_MEAN(false),
        /** A variance over the batches seen; not trained, 1 at first. */
        RUNNING_VARIANCE(false);

        private final boolean trained;

        Role(boolean trained) {
            this.trained = trained;
        }

        /** Whether an optimizer changes it. */
        public boolean isTrained() {
            return trained;
        }
    }

    public ParameterSpec {
        shape = List.copyOf(shape);
    }

    /** One value a channel, of a layer that normalizes. */
    static ParameterSpec perChannel(String name, Role role, int channels) {
        return new ParameterSpec(name, role, List.of(channels), 1, 1);
    }

    ParameterSpec withName(String newName) {
        return new ParameterSpec(newName, role, shape, fanIn, fanOut);
    }

    public long count() {
        long count = 1;
        for (int extent : shape) {
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }
}
