package org.scratchcnn.optim;

import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.DecaySpec;

/** Draws the values of one parameter towards zero, range by range, by the formulas of {@link DecaySpec}. */
final class ParameterDecay {

    private final DecaySpec spec;
    private final double factor;
    private final float[] values;
    private final float[] gradient;
    private float strength;

    /** @param factor of the parameter's group; 0 for no decay */
    ParameterDecay(DecaySpec spec, double factor, Parameter parameter) {
        this.spec = factor == 0 ? new DecaySpec.None() : spec;
        this.factor = factor;
        this.values = parameter.values();
        this.gradient = parameter.gradient();
    }

    /** Prepares a step; to be called once before its ranges. */
    void beginStep(double learningRate) {
        strength = switch (spec) {
            case DecaySpec.None _ -> 0;
            case DecaySpec.L1(double l1) -> (float) (factor * l1);
            case DecaySpec.L2(double l2) -> (float) (factor * l2);
            case DecaySpec.Decoupled(double decoupled) -> (float) (learningRate * factor * decoupled);
        };
    }

    /** Changes gradients, or values, from index {@code from} to before {@code to}; to be called before their update. */
    void apply(int from, int to) {
        switch (spec) {
            case DecaySpec.None _ -> {}
            case DecaySpec.L1 _ -> addSigns(from, to);
            case DecaySpec.L2 _ -> addValues(from, to);
            case DecaySpec.Decoupled _ -> shrink(from, to);
        }
    }

    private void addSigns(int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] += strength * Math.signum(values[i]);
        }
    }

    private void addValues(int from, int to) {
        for (int i = from; i < to; i++) {
            gradient[i] += strength * values[i];
        }
    }

    private void shrink(int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] -= strength * values[i];
        }
    }
}
