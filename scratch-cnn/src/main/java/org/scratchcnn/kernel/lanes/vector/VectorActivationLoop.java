package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.ActivationLoop;
import org.scratchcnn.kernel.lanes.Decay;
import org.scratchcnn.kernel.lanes.LogOnePlus;
import org.scratchcnn.kernel.lanes.NormalTail;

/**
 * Activation functions with vectors: the same operations as in plain Java, one by one, so the same bits. The Vector API's own
 * exponentials are calls out of the loop.
 */
final class VectorActivationLoop implements ActivationLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final float SIXTH = 1f / 6;
    private static final float THIRD = 1f / 3;

    @Override
    public void decay(Decay decay, float[] x, int xAt, float[] z, int zAt, int count) {
        float linear = decay.linear();
        float square = decay.square();
        float cube = decay.cube();
        float subtrahend = decay.subtrahend();
        for (int i = 0; i < count; i += LANES) {
            var m = FloatVector.fromArray(SPECIES, x, xAt + i).abs();
            m = m.blend(Decay.LARGEST_SIZE, m.compare(VectorOperators.GT, Decay.LARGEST_SIZE));
            var exponent = m.mul(m.mul(m.mul(cube).add(square)).add(linear));
            exponent = exponent.blend(
                    Decay.LARGEST_EXPONENT, exponent.compare(VectorOperators.GT, Decay.LARGEST_EXPONENT));
            var shifted = FloatVector.broadcast(SPECIES, Decay.ROUNDING).sub(exponent.mul(Decay.LOG2_E));
            var n = shifted.sub(Decay.ROUNDING);
            var r = exponent.neg().sub(n.mul(Decay.LN2_HIGH)).sub(n.mul(Decay.LN2_LOW));
            var polynomial = r.mul(Decay.C6)
                    .add(Decay.C5)
                    .mul(r)
                    .add(Decay.C4)
                    .mul(r)
                    .add(Decay.C3)
                    .mul(r)
                    .add(Decay.C2);
            var scale = shifted.reinterpretAsInts()
                    .lanewise(VectorOperators.LSHL, Decay.FRACTION_BITS)
                    .add(Decay.BITS_OF_ONE)
                    .reinterpretAsFloats();
            scale.mul(r.add(r.mul(r).mul(polynomial)))
                    .add(scale.sub(subtrahend))
                    .intoArray(z, zAt + i);
        }
    }

    @Override
    public void gateForward(float[] x, int xAt, float[] y, int yAt, int count) {
        var one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var z = FloatVector.fromArray(SPECIES, y, yAt + i);
            var upper = one.div(z.add(1));
            var gate = z.mul(upper).blend(upper, input.compare(VectorOperators.GT, 0));
            input.mul(gate).intoArray(y, yAt + i);
        }
    }

    @Override
    public void gateGradient(Decay decay, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        float linear = decay.linear();
        float threeCubes = 3 * decay.cube();
        var one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var z = FloatVector.fromArray(SPECIES, dx, dxAt + i);
            var m = input.abs();
            m = m.blend(Decay.LARGEST_SIZE, m.compare(VectorOperators.GT, Decay.LARGEST_SIZE));
            var upper = one.div(z.add(1));
            var gate = z.mul(upper).blend(upper, input.compare(VectorOperators.GT, 0));
            var slope = z.mul(upper).mul(upper).mul(m.mul(m).mul(threeCubes).add(linear));
            FloatVector.fromArray(SPECIES, dy, dyAt + i)
                    .mul(gate.add(input.mul(slope)))
                    .intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void gaussianForward(float[] x, int xAt, float[] y, int yAt, int count) {
        var one = FloatVector.broadcast(SPECIES, 1);
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var m = input.abs();
            m = m.blend(Decay.LARGEST_SIZE, m.compare(VectorOperators.GT, Decay.LARGEST_SIZE));
            var t = one.div(m.mul(NormalTail.QUARTER).add(1));
            var polynomial = t.mul(NormalTail.P8)
                    .add(NormalTail.P7)
                    .mul(t)
                    .add(NormalTail.P6)
                    .mul(t)
                    .add(NormalTail.P5)
                    .mul(t)
                    .add(NormalTail.P4)
                    .mul(t)
                    .add(NormalTail.P3)
                    .mul(t)
                    .add(NormalTail.P2)
                    .mul(t)
                    .add(NormalTail.P1)
                    .mul(t)
                    .add(NormalTail.P0);
            var tail = FloatVector.fromArray(SPECIES, y, yAt + i).mul(t.mul(polynomial));
            var positive = zero.blend(input, input.compare(VectorOperators.GT, 0));
            positive.sub(m.mul(tail)).intoArray(y, yAt + i);
        }
    }

    @Override
    public void gaussianGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        var one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var m = input.abs();
            m = m.blend(Decay.LARGEST_SIZE, m.compare(VectorOperators.GT, Decay.LARGEST_SIZE));
            var t = one.div(m.mul(NormalTail.QUARTER).add(1));
            var polynomial = t.mul(NormalTail.P8)
                    .add(NormalTail.P7)
                    .mul(t)
                    .add(NormalTail.P6)
                    .mul(t)
                    .add(NormalTail.P5)
                    .mul(t)
                    .add(NormalTail.P4)
                    .mul(t)
                    .add(NormalTail.P3)
                    .mul(t)
                    .add(NormalTail.P2)
                    .mul(t)
                    .add(NormalTail.P1)
                    .mul(t)
                    .add(NormalTail.P0);
            var density = FloatVector.fromArray(SPECIES, dx, dxAt + i);
            var tail = density.mul(t.mul(polynomial));
            var below = tail.blend(one.sub(tail), input.compare(VectorOperators.GT, 0));
            FloatVector.fromArray(SPECIES, dy, dyAt + i)
                    .mul(below.add(input.mul(density.mul(NormalTail.DENSITY_AT_ZERO))))
                    .intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void softplusForward(float[] x, int xAt, float[] y, int yAt, int count) {
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var z = FloatVector.fromArray(SPECIES, y, yAt + i);
            var s = z.div(z.add(2));
            var w = s.mul(s);
            var polynomial = w.mul(LogOnePlus.L4)
                    .add(LogOnePlus.L3)
                    .mul(w)
                    .add(LogOnePlus.L2)
                    .mul(w)
                    .add(LogOnePlus.L1);
            zero.blend(input, input.compare(VectorOperators.GT, 0))
                    .add(s.add(s).mul(w.mul(polynomial).add(1)))
                    .intoArray(y, yAt + i);
        }
    }

    @Override
    public void softplusGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        var one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < count; i += LANES) {
            var positive = FloatVector.fromArray(SPECIES, x, xAt + i).compare(VectorOperators.GT, 0);
            var z = FloatVector.fromArray(SPECIES, dx, dxAt + i);
            var upper = one.div(z.add(1));
            FloatVector.fromArray(SPECIES, dy, dyAt + i)
                    .mul(z.mul(upper).blend(upper, positive))
                    .intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void eluForward(float alpha, float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector.fromArray(SPECIES, y, yAt + i)
                    .mul(alpha)
                    .blend(input, input.compare(VectorOperators.GT, 0))
                    .intoArray(y, yAt + i);
        }
    }

    @Override
    public void eluGradient(float alpha, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var output = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, dy, dyAt + i);
            gradient.mul(output.add(alpha))
                    .blend(gradient, output.compare(VectorOperators.GT, 0))
                    .intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void leak(float slope, float[] x, int xAt, float[] values, int at, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            var positive = FloatVector.fromArray(SPECIES, x, xAt + i).compare(VectorOperators.GT, 0);
            var value = FloatVector.fromArray(SPECIES, values, at + i);
            value.mul(slope).blend(value, positive).intoArray(to, toAt + i);
        }
    }

    @Override
    public void hardswishForward(float[] x, int xAt, float[] y, int yAt, int count) {
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var shifted = input.add(3);
            var bounded = zero.blend(shifted, shifted.compare(VectorOperators.GT, 0));
            bounded = bounded.blend(6, bounded.compare(VectorOperators.GT, 6));
            input.mul(bounded).mul(SIXTH).intoArray(y, yAt + i);
        }
    }

    @Override
    public void hardswishGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        var zero = FloatVector.zero(SPECIES);
        var one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < count; i += LANES) {
            var input = FloatVector.fromArray(SPECIES, x, xAt + i);
            var slope = zero.blend(input.mul(THIRD).add(0.5f), input.compare(VectorOperators.GT, -3));
            slope = one.blend(slope, input.compare(VectorOperators.LT, 3));
            FloatVector.fromArray(SPECIES, dy, dyAt + i).mul(slope).intoArray(dx, dxAt + i);
        }
    }

    @Override
    public void scale(float factor, float[] from, int fromAt, float[] to, int toAt, int count) {
        for (int i = 0; i < count; i += LANES) {
            FloatVector.fromArray(SPECIES, from, fromAt + i).mul(factor).intoArray(to, toAt + i);
        }
    }
}
