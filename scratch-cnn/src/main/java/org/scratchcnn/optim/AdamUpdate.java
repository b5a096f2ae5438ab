package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** Adam, by the formulas of {@link OptimizerSpec.Adam}. */
final class AdamUpdate implements RangeUpdate {

    /** Both moments. */
    static final int STATE_SIZE = 2;

    private final OptimizerSpec.Adam spec;
    private final float[] values;
    private final float[] gradient;
    private final float[] firstMoment;
    private final float[] secondMoment;
    private float correctedRate;
    private float rootCorrection;

    AdamUpdate(OptimizerSpec.Adam spec, Parameter parameter) {
        this.spec = spec;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.firstMoment = new float[values.length];
        this.secondMoment = new float[values.length];
    }

    @Override
    public void beginStep(long step, double learningRate) {
        double t = (double) (step + 1);
        correctedRate = (float) (learningRate / (1 - Math.pow(spec.beta1(), t)));
        rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(spec.beta2(), t)));
    }

    @Override
    public void update(int from, int to) {
        float decay1 = (float) spec.beta1();
        float decay2 = (float) spec.beta2();
        float share1 = (float) (1 - spec.beta1());
        float share2 = (float) (1 - spec.beta2());
        float epsilon = (float) spec.epsilon();
        float rate = correctedRate;
        float correction = rootCorrection;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = (decay1 * firstMoment[i] + share1 * g + GUARD) - GUARD;
            float v = (decay2 * secondMoment[i] + share2 * g * g + GUARD) - GUARD;
            firstMoment[i] = m;
            secondMoment[i] = v;
            values[i] -= rate * m / ((float) Math.sqrt(v) * correction + epsilon);
        }
    }

    @Override
    public Map<String, float[]> state() {
        return new TreeMap<>(Map.of("first_moment", firstMoment, "second_moment", secondMoment));
    }

    @Override
    public void reset() {
        Arrays.fill(firstMoment, 0);
        Arrays.fill(secondMoment, 0);
    }
}
