package org.scratchcnn.kernel;

import org.scratchcnn.network.ParameterSpec;

/**
 * A tensor of a layer: its values in the canonical row-major layout, which are the truth, and its gradient where it is
 * trained. Packed forms that kernels keep follow the version.
 */
public final class Parameter {

    private final ParameterSpec spec;
    private final float[] values;
    private final float[] gradient;
    private long version;

    /** A parameter of zeros, to be trained. */
    public Parameter(ParameterSpec spec) {
        this(spec, true);
    }

    /**
     * A parameter of zeros.
     *
     * @param trained whether there is room for its gradient
     */
    public Parameter(ParameterSpec spec, boolean trained) {
        this.spec = spec;
        this.values = new float[Math.toIntExact(spec.count())];
        this.gradient = new float[trained ? values.length : 0];
    }

    public String name() {
        return spec.name();
    }

    public ParameterSpec spec() {
        return spec;
    }

    /** The values themselves, not a copy; whoever writes them calls {@link #changed} after. */
    public float[] values() {
        return values;
    }

    /** The gradient itself, not a copy; kernels add to it. Of length 0 where the parameter is not trained. */
    public float[] gradient() {
        return gradient;
    }

    /** Whether there is room for a gradient. */
    public boolean isTrained() {
        return gradient.length > 0;
    }

    /** Grows with every change of the values. */
    public long version() {
        return version;
    }

    /** Says that the values were written. */
    public void changed() {
        version++;
    }
}
