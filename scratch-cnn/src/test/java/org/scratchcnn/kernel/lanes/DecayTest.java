package org.scratchcnn.kernel.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.scratchcnn.oracle.OracleActivation;

/** How far what is made of polynomials is from what it stands for; with vectors it is the same bits. */
class DecayTest {

    private static final int COUNT = 1 << 16;
    private static final double TOLERANCE = 1e-6;

    private final ActivationLoop loop = new ScalarActivationLoop();

    @Test
    void anExponentialIsRightToAMillionth() {
        var x = between(-87, 0);
        assertRelativelyClose(x, decay(Decay.OF_SIZE, x), Math::exp);
    }

    @Test
    void anExponentialFromWhichOneIsSubtractedIsRightToAMillionth() {
        assertRelativelyClose(
                between(-30, -1e-30f), decay(Decay.OF_SIZE_MINUS_ONE, between(-30, -1e-30f)), Math::expm1);
        var small = between(-1e-3f, -1e-30f);
        assertRelativelyClose(small, decay(Decay.OF_SIZE_MINUS_ONE, small), Math::expm1);
    }

    @Test
    void theHyperbolicTangentIsRightToAMillionth() {
        // x·(1 + tanh(x/2))/2 is the gate.
        var x = between(-20, 20);
        var y = decay(Decay.OF_SIZE, x);
        loop.gateForward(x, 0, y, 0, COUNT);
        assertRelativelyClose(x, y, value -> value / (1 + Math.exp(-value)));
    }

    /** The error function's relative error is that of the distribution; below −5 the square in the exponent is rounded more. */
    @Test
    void theNormalDistributionIsRightToAMillionth() {
        var x = between(-5, 12);
        var y = decay(Decay.GAUSSIAN, x);
        loop.gaussianForward(x, 0, y, 0, COUNT);
        assertRelativelyClose(x, y, value -> value * OracleActivation.normal(value));
    }

    @Test
    void theLogarithmIsRightToAMillionth() {
        var x = between(-80, 80);
        var y = decay(Decay.OF_SIZE, x);
        loop.softplusForward(x, 0, y, 0, COUNT);
        assertRelativelyClose(x, y, value -> Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value))));
    }

    @Test
    void whatIsTooSmallIsZero() {
        assertThat(decay(Decay.OF_SIZE, new float[] {-89, 200, Float.NEGATIVE_INFINITY, -Float.MAX_VALUE}))
                .containsOnly(0);
    }

    private float[] decay(Decay decay, float[] x) {
        var z = new float[x.length];
        loop.decay(decay, x, 0, z, 0, x.length);
        return z;
    }

    private static float[] between(float from, float to) {
        var x = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            x[i] = from + (to - from) * i / (COUNT - 1);
        }
        return x;
    }

    private static void assertRelativelyClose(float[] x, float[] y, DoubleUnaryOperator expected) {
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            double right = expected.applyAsDouble(x[i]);
            worst = Math.max(worst, right == 0 ? Math.abs(y[i]) : Math.abs(y[i] / right - 1));
        }
        assertThat(worst).isLessThan(TOLERANCE);
    }
}
