package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** AdaGrad, by the formulas of {@link OptimizerSpec.AdaGrad}. */
final class AdaGradUpdate implements RangeUpdate {

    private final OptimizerSpec.AdaGrad spec;
    private final float[] values;
    private final float[] gradient;
    private final float[] accumulator;
    private float rate;

    AdaGradUpdate(OptimizerSpec.AdaGrad spec, Parameter parameter) {
        this.spec = spec;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.accumulator = new float[values.length];
        reset();
    }

    @Override
    public void beginStep(long step, double learningRate) {
        rate = (float) (learningRate / (1 + (double) step * spec.rateDecay()));
    }

    @Override
    public void update(int from, int to) {
        float epsilon = (float) spec.epsilon();
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            // A sum of squares that are denormal stays so.
            float s = (accumulator[i] + g * g + GUARD) - GUARD;
            accumulator[i] = s;
            values[i] -= rate * g / ((float) Math.sqrt(s) + epsilon);
        }
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of("accumulator", accumulator);
    }

    @Override
    public void reset() {
        Arrays.fill(accumulator, (float) spec.initialAccumulator());
    }
}
