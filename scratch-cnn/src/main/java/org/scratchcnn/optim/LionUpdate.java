package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** Lion, by the formulas of {@link OptimizerSpec.Lion}. */
final class LionUpdate implements RangeUpdate {

    private final OptimizerSpec.Lion spec;
    private final float[] values;
    private final float[] gradient;
    private final float[] firstMoment;
    private float rate;

    LionUpdate(OptimizerSpec.Lion spec, Parameter parameter) {
        this.spec = spec;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.firstMoment = new float[values.length];
    }

    @Override
    public void beginStep(long step, double learningRate) {
        rate = (float) learningRate;
    }

    @Override
    public void update(int from, int to) {
        float decay1 = (float) spec.beta1();
        float decay2 = (float) spec.beta2();
        float share1 = (float) (1 - spec.beta1());
        float share2 = (float) (1 - spec.beta2());
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = firstMoment[i];
            values[i] -= rate * Math.signum(decay1 * m + share1 * g);
            firstMoment[i] = (decay2 * m + share2 * g + GUARD) - GUARD;
        }
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of("first_moment", firstMoment);
    }

    @Override
    public void reset() {
        Arrays.fill(firstMoment, 0);
    }
}
