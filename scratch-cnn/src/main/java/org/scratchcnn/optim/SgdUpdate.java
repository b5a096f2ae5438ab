package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** Gradient descent, with momentum or Nesterov's, by the formulas of {@link OptimizerSpec.Sgd}. */
final class SgdUpdate implements RangeUpdate {

    private final float[] values;
    private final float[] gradient;
    /** Of length 0 without momentum. */
    private final float[] velocity;

    private final float momentum;
    private final boolean nesterov;
    private float rate;

    SgdUpdate(OptimizerSpec.Sgd spec, Parameter parameter) {
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.velocity = new float[stateSize(spec) * values.length];
        this.momentum = (float) spec.momentum();
        this.nesterov = spec.nesterov();
    }

    static int stateSize(OptimizerSpec.Sgd spec) {
        return spec.momentum() == 0 ? 0 : 1;
    }

    @Override
    public void beginStep(long step, double learningRate) {
        rate = (float) learningRate;
    }

    @Override
    public void update(int from, int to) {
        if (momentum == 0) {
            plain(from, to);
        } else if (nesterov) {
            nesterov(from, to);
        } else {
            momentum(from, to);
        }
    }

    private void plain(int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] -= rate * gradient[i];
        }
    }

    private void momentum(int from, int to) {
        for (int i = from; i < to; i++) {
            float v = (momentum * velocity[i] + gradient[i] + GUARD) - GUARD;
            velocity[i] = v;
            values[i] -= rate * v;
        }
    }

    private void nesterov(int from, int to) {
        for (int i = from; i < to; i++) {
            float v = (momentum * velocity[i] + gradient[i] + GUARD) - GUARD;
            velocity[i] = v;
            values[i] -= rate * (gradient[i] + momentum * v);
        }
    }

    @Override
    public Map<String, float[]> state() {
        return momentum == 0 ? Map.of() : Map.of("velocity", velocity);
    }

    @Override
    public void reset() {
        Arrays.fill(velocity, 0);
    }
}
