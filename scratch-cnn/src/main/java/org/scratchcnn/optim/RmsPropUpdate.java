package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** RMSProp, by the formulas of {@link OptimizerSpec.RmsProp}. */
final class RmsPropUpdate implements RangeUpdate {

    private final OptimizerSpec.RmsProp spec;
    private final float[] values;
    private final float[] gradient;
    private final float[] secondMoment;
    /** Of length 0 where it is not centered. */
    private final float[] firstMoment;
    /** Of length 0 without momentum. */
    private final float[] velocity;

    private float rate;

    RmsPropUpdate(OptimizerSpec.RmsProp spec, Parameter parameter) {
        this.spec = spec;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.secondMoment = new float[values.length];
        this.firstMoment = new float[spec.centered() ? values.length : 0];
        this.velocity = new float[spec.momentum() > 0 ? values.length : 0];
    }

    static int stateSize(OptimizerSpec.RmsProp spec) {
        return 1 + (spec.centered() ? 1 : 0) + (spec.momentum() > 0 ? 1 : 0);
    }

    @Override
    public void beginStep(long step, double learningRate) {
        rate = (float) learningRate;
    }

    @Override
    public void update(int from, int to) {
        if (spec.centered()) {
            divideByDeviation(from, to);
        } else {
            divideByRootMeanSquare(from, to);
        }
        if (spec.momentum() > 0) {
            momentum(from, to);
        } else {
            plain(from, to);
        }
    }

    private void divideByRootMeanSquare(int from, int to) {
        float decay = (float) spec.alpha();
        float share = (float) (1 - spec.alpha());
        float epsilon = (float) spec.epsilon();
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float v = (decay * secondMoment[i] + share * g * g + GUARD) - GUARD;
            secondMoment[i] = v;
            gradient[i] = g / ((float) Math.sqrt(v) + epsilon);
        }
    }

    private void divideByDeviation(int from, int to) {
        float decay = (float) spec.alpha();
        float share = (float) (1 - spec.alpha());
        float epsilon = (float) spec.epsilon();
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float v = (decay * secondMoment[i] + share * g * g + GUARD) - GUARD;
            float m = (decay * firstMoment[i] + share * g + GUARD) - GUARD;
            secondMoment[i] = v;
            firstMoment[i] = m;
            gradient[i] = g / ((float) Math.sqrt(Math.max(v - m * m, 0)) + epsilon);
        }
    }

    private void momentum(int from, int to) {
        float momentum = (float) spec.momentum();
        for (int i = from; i < to; i++) {
            float u = (momentum * velocity[i] + gradient[i] + GUARD) - GUARD;
            velocity[i] = u;
            values[i] -= rate * u;
        }
    }

    private void plain(int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] -= rate * gradient[i];
        }
    }

    @Override
    public Map<String, float[]> state() {
        var state = new TreeMap<>(Map.of("second_moment", secondMoment));
        if (spec.centered()) {
            state.put("first_moment", firstMoment);
        }
        if (spec.momentum() > 0) {
            state.put("velocity", velocity);
        }
        return state;
    }

    @Override
    public void reset() {
        Arrays.fill(secondMoment, 0);
        Arrays.fill(firstMoment, 0);
        Arrays.fill(velocity, 0);
    }
}
