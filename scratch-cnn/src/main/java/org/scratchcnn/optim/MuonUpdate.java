package org.scratchcnn.optim;

import static org.scratchcnn.optim.Denormals.GUARD;

import java.util.Arrays;
import java.util.Map;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterSpec;

/** Muon of one weight, by the formulas of {@link OptimizerSpec.Muon}: all of it at once, on one thread. */
final class MuonUpdate implements ParameterUpdate {

    private final OptimizerSpec.Muon spec;
    private final float[] values;
    private final float[] gradient;
    private final float[] velocity;
    private final int rows;
    private final int columns;
    private float rate;

    MuonUpdate(OptimizerSpec.Muon spec, Parameter parameter) {
        this.spec = spec;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
        this.velocity = new float[values.length];
        this.rows = rows(parameter.spec());
        this.columns = values.length / rows;
    }

    /** Of a weight as a matrix. */
    static int rows(ParameterSpec weight) {
        return weight.shape().getFirst();
    }

    @Override
    public void beginStep(long step, double learningRate) {
        rate = (float) (learningRate * Math.sqrt(Math.max(1, (double) rows / columns)));
    }

    /** Updates all values; the gradient has no meaning after it. */
    void update(Orthogonalization orthogonalization) {
        float momentum = (float) spec.momentum();
        for (int i = 0; i < values.length; i++) {
            velocity[i] = (momentum * velocity[i] + gradient[i] + GUARD) - GUARD;
        }
        if (spec.nesterov()) {
            for (int i = 0; i < values.length; i++) {
                gradient[i] += momentum * velocity[i];
            }
        }
        float[] direction = orthogonalization.orthogonal(spec.nesterov() ? gradient : velocity, rows, columns);
        for (int i = 0; i < values.length; i++) {
            values[i] -= rate * direction[i];
        }
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of("velocity", velocity);
    }

    @Override
    public void reset() {
        Arrays.fill(velocity, 0);
    }
}
