package org.scratchcnn.kernel.lanes;

/** Activation functions in plain Java. */
final class ScalarActivationLoop implements ActivationLoop {

    private static final float SIXTH = 1f / 6;
    private static final float THIRD = 1f / 3;

    @Override
    public void decay(Decay decay, float[] x, int xAt, float[] z, int zAt, int count) {
        float linear = decay.linear();
        float square = decay.square();
        float cube = decay.cube();
        float subtrahend = decay.subtrahend();
        for (int i = 0; i < count; i++) {
            float m = size(x[xAt + i]);
            float exponent = m * (linear + m * (square + m * cube));
            exponent = exponent > Decay.LARGEST_EXPONENT ? Decay.LARGEST_EXPONENT : exponent;
            float shifted = Decay.ROUNDING - exponent * Decay.LOG2_E;
            float n = shifted - Decay.ROUNDING;
            float r = (-exponent - n * Decay.LN2_HIGH) - n * Decay.LN2_LOW;
            float polynomial = Decay.C2 + r * (Decay.C3 + r * (Decay.C4 + r * (Decay.C5 + r * Decay.C6)));
            float scale =
                    Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << Decay.FRACTION_BITS) + Decay.BITS_OF_ONE);
            z[zAt + i] = scale * (r + r * r * polynomial) + (scale - subtrahend);
        }
    }

    /** NaN of NaN. */
    private static float size(float x) {
        float m = Math.abs(x);
        return m > Decay.LARGEST_SIZE ? Decay.LARGEST_SIZE : m;
    }

    @Override
    public void gateForward(float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            float z = y[yAt + i];
            float upper = 1 / (1 + z);
            y[yAt + i] = x[xAt + i] * (x[xAt + i] > 0 ? upper : z * upper);
        }
    }

    @Override
    public void gateGradient(Decay decay, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        float linear = decay.linear();
        float threeCubes = 3 * decay.cube();
        for (int i = 0; i < count; i++) {
            float z = dx[dxAt + i];
            float m = size(x[xAt + i]);
            float upper = 1 / (1 + z);
            float gate = x[xAt + i] > 0 ? upper : z * upper;
            float slope = z * upper * upper * (linear + threeCubes * (m * m));
            dx[dxAt + i] = dy[dyAt + i] * (gate + x[xAt + i] * slope);
        }
    }

    @Override
    public void gaussianForward(float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            float m = size(x[xAt + i]);
            float positive = x[xAt + i] > 0 ? x[xAt + i] : 0;
            y[yAt + i] = positive - m * tail(m, y[yAt + i]);
        }
    }

    private static float tail(float m, float density) {
        float t = 1 / (1 + NormalTail.QUARTER * m);
        float polynomial = NormalTail.P5 + t * (NormalTail.P6 + t * (NormalTail.P7 + t * NormalTail.P8));
        polynomial = NormalTail.P2 + t * (NormalTail.P3 + t * (NormalTail.P4 + t * polynomial));
        polynomial = NormalTail.P0 + t * (NormalTail.P1 + t * polynomial);
        return density * (t * polynomial);
    }

    @Override
    public void gaussianGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            float density = dx[dxAt + i];
            float tail = tail(size(x[xAt + i]), density);
            float below = x[xAt + i] > 0 ? 1 - tail : tail;
            dx[dxAt + i] = dy[dyAt + i] * (below + x[xAt + i] * (density * NormalTail.DENSITY_AT_ZERO));
        }
    }

    @Override
    public void softplusForward(float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            float z = y[yAt + i];
            float s = z / (2 + z);
            float w = s * s;
            float polynomial = LogOnePlus.L1 + w * (LogOnePlus.L2 + w * (LogOnePlus.L3 + w * LogOnePlus.L4));
            y[yAt + i] = (x[xAt + i] > 0 ? x[xAt + i] : 0) + (s + s) * (1 + w * polynomial);
        }
    }

    @Override
    public void softplusGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            float z = dx[dxAt + i];
            float upper = 1 / (1 + z);
            dx[dxAt + i] = dy[dyAt + i] * (x[xAt + i] > 0 ? upper : z * upper);
        }
    }

    @Override
    public void eluForward(float alpha, float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] = x[xAt + i] > 0 ? x[xAt + i] : alpha * y[yAt + i];
        }
    }

    @Override
    public void eluGradient(float alpha, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            dx[dxAt + i] = y[yAt + i] > 0 ? dy[dyAt + i] : dy[dyAt + i] * (y[yAt + i] + alpha);
        }
    }

    @Override
    public void leak(float slope, float[] x, int xAt, float[] values, int at, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = x[xAt + i] > 0 ? values[at + i] : slope * values[at + i];
        }
    }

    @Override
    public void hardswishForward(float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            float shifted = x[xAt + i] + 3;
            float bounded = shifted > 0 ? shifted : 0;
            y[yAt + i] = x[xAt + i] * (bounded > 6 ? 6 : bounded) * SIXTH;
        }
    }

    @Override
    public void hardswishGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            float slope = x[xAt + i] * THIRD + 0.5f;
            slope = x[xAt + i] > -3 ? slope : 0;
            dx[dxAt + i] = dy[dyAt + i] * (x[xAt + i] < 3 ? slope : 1);
        }
    }

    @Override
    public void scale(float factor, float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i] = factor * from[fromAt + i];
        }
    }
}
