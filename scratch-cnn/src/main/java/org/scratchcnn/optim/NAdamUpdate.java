package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** NAdam, by the formulas of {@link OptimizerSpec.NAdam}. */
final class NAdamUpdate implements RangeUpdate {

    /** Both moments. */
    static final int STATE_SIZE = 2;

    private final OptimizerSpec.NAdam spec;
    private final float[] values;
    private final float[] gradient;
    private final float[] firstMoment;
    private final float[] secondMoment;

    /** Of all momenta up to that of step {@code multiplied}. */
    private double product = 1;

    private long multiplied;
    private float gradientRate;
    private float momentRate;
    private float rootCorrection;

    NAdamUpdate(OptimizerSpec.NAdam spec, Parameter parameter) {
        this.spec = spec;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.firstMoment = new float[values.length];
        this.secondMoment = new float[values.length];
    }

    @Override
    public void beginStep(long step, double learningRate) {
        long t = step + 1;
        if (t <= multiplied) {
            product = 1;
            multiplied = 0;
        }
        // More than one where a training is resumed.
        while (multiplied < t) {
            multiplied++;
            product *= momentum(multiplied);
        }
        double next = momentum(t + 1);
        gradientRate = (float) (learningRate * (1 - momentum(t)) / (1 - product));
        momentRate = (float) (learningRate * next / (1 - product * next));
        rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(spec.beta2(), (double) t)));
    }

    private double momentum(long t) {
        return spec.beta1() * (1 - 0.5 * Math.pow(0.96, (double) t * spec.momentumDecay()));
    }

    @Override
    public void update(int from, int to) {
        float decay1 = (float) spec.beta1();
        float decay2 = (float) spec.beta2();
        float share1 = (float) (1 - spec.beta1());
        float share2 = (float) (1 - spec.beta2());
        float epsilon = (float) spec.epsilon();
        float rateOfGradient = gradientRate;
        float rateOfMoment = momentRate;
        float correction = rootCorrection;
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float m = (decay1 * firstMoment[i] + share1 * g + GUARD) - GUARD;
            float v = (decay2 * secondMoment[i] + share2 * g * g + GUARD) - GUARD;
            firstMoment[i] = m;
            secondMoment[i] = v;
            values[i] -= (rateOfGradient * g + rateOfMoment * m) / ((float) Math.sqrt(v) * correction + epsilon);
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
