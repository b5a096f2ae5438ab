package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.ChannelBias;
import org.scratchcnn.scratch.kernel.lanes.WinogradLoop;

/** F(2×2, 3×3) with vectors. */
final class VectorWinogradLoop implements WinogradLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void transformInput(float[] source, int at, int row, int tiles, float[] v, int to, int position) {
        for (int tile = 0; tile < tiles; tile++) {
            int from = at + 2 * tile * LANES;
            var d00 = FloatVector.fromArray(SPECIES, source, from);
            var d01 = FloatVector.fromArray(SPECIES, source, from + LANES);
            var d02 = FloatVector.fromArray(SPECIES, source, from + 2 * LANES);
            var d03 = FloatVector.fromArray(SPECIES, source, from + 3 * LANES);
            var r00 = d00.sub(d02);
            var r01 = d01.add(d02);
            var r02 = d02.sub(d01);
            var r03 = d01.sub(d03);
            var d10 = FloatVector.fromArray(SPECIES, source, from + row);
            var d11 = FloatVector.fromArray(SPECIES, source, from + row + LANES);
            var d12 = FloatVector.fromArray(SPECIES, source, from + row + 2 * LANES);
            var d13 = FloatVector.fromArray(SPECIES, source, from + row + 3 * LANES);
            var r10 = d10.sub(d12);
            var r11 = d11.add(d12);
            var r12 = d12.sub(d11);
            var r13 = d11.sub(d13);
            var d20 = FloatVector.fromArray(SPECIES, source, from + 2 * row);
            var d21 = FloatVector.fromArray(SPECIES, source, from + 2 * row + LANES);
            var d22 = FloatVector.fromArray(SPECIES, source, from + 2 * row + 2 * LANES);
            var d23 = FloatVector.fromArray(SPECIES, source, from + 2 * row + 3 * LANES);
            var r20 = d20.sub(d22);
            var r21 = d21.add(d22);
            var r22 = d22.sub(d21);
            var r23 = d21.sub(d23);
            var d30 = FloatVector.fromArray(SPECIES, source, from + 3 * row);
            var d31 = FloatVector.fromArray(SPECIES, source, from + 3 * row + LANES);
            var d32 = FloatVector.fromArray(SPECIES, source, from + 3 * row + 2 * LANES);
            var d33 = FloatVector.fromArray(SPECIES, source, from + 3 * row + 3 * LANES);
            var r30 = d30.sub(d32);
            var r31 = d31.add(d32);
            var r32 = d32.sub(d31);
            var r33 = d31.sub(d33);
            int first = to + tile * LANES;
            r00.sub(r20).intoArray(v, first);
            r10.add(r20).intoArray(v, first + 4 * position);
            r20.sub(r10).intoArray(v, first + 8 * position);
            r10.sub(r30).intoArray(v, first + 12 * position);
            r01.sub(r21).intoArray(v, first + position);
            r11.add(r21).intoArray(v, first + 5 * position);
            r21.sub(r11).intoArray(v, first + 9 * position);
            r11.sub(r31).intoArray(v, first + 13 * position);
            r02.sub(r22).intoArray(v, first + 2 * position);
            r12.add(r22).intoArray(v, first + 6 * position);
            r22.sub(r12).intoArray(v, first + 10 * position);
            r12.sub(r32).intoArray(v, first + 14 * position);
            r03.sub(r23).intoArray(v, first + 3 * position);
            r13.add(r23).intoArray(v, first + 7 * position);
            r23.sub(r13).intoArray(v, first + 11 * position);
            r13.sub(r33).intoArray(v, first + 15 * position);
        }
    }

    @Override
    public void multiply(
            float[] u, int uAt, int channels, float[] v, int vAt, int channel, int tiles, float[] m, int mAt) {
        for (int tile = 0; tile < tiles; tile += 2) {
            int from = vAt + tile * LANES;
            var a00 = FloatVector.zero(SPECIES);
            var a01 = FloatVector.zero(SPECIES);
            var a10 = FloatVector.zero(SPECIES);
            var a11 = FloatVector.zero(SPECIES);
            var a20 = FloatVector.zero(SPECIES);
            var a21 = FloatVector.zero(SPECIES);
            var a30 = FloatVector.zero(SPECIES);
            var a31 = FloatVector.zero(SPECIES);
            for (int c = 0; c < channels; c++) {
                int x = from + c * channel;
                var x0 = FloatVector.fromArray(SPECIES, v, x);
                var x1 = FloatVector.fromArray(SPECIES, v, x + LANES);
                var u0 = FloatVector.broadcast(SPECIES, u[uAt + CHANNELS * c]);
                a00 = x0.fma(u0, a00);
                a01 = x1.fma(u0, a01);
                var u1 = FloatVector.broadcast(SPECIES, u[uAt + CHANNELS * c + 1]);
                a10 = x0.fma(u1, a10);
                a11 = x1.fma(u1, a11);
                var u2 = FloatVector.broadcast(SPECIES, u[uAt + CHANNELS * c + 2]);
                a20 = x0.fma(u2, a20);
                a21 = x1.fma(u2, a21);
                var u3 = FloatVector.broadcast(SPECIES, u[uAt + CHANNELS * c + 3]);
                a30 = x0.fma(u3, a30);
                a31 = x1.fma(u3, a31);
            }
            int y = mAt + tile * LANES;
            a00.intoArray(m, y);
            a01.intoArray(m, y + LANES);
            y += channel;
            a10.intoArray(m, y);
            a11.intoArray(m, y + LANES);
            y += channel;
            a20.intoArray(m, y);
            a21.intoArray(m, y + LANES);
            y += channel;
            a30.intoArray(m, y);
            a31.intoArray(m, y + LANES);
        }
    }

    @Override
    public void transformOutput(
            float[] m,
            int at,
            int position,
            int rows,
            int columns,
            ChannelBias bias,
            int biasAt,
            float[] target,
            int to,
            int targetRow) {
        var biases = bias.values();
        for (int column = 0; column < columns; column += 2) {
            int from = at + column / 2 * LANES;
            var m00 = FloatVector.fromArray(SPECIES, m, from);
            var m01 = FloatVector.fromArray(SPECIES, m, from + position);
            var m02 = FloatVector.fromArray(SPECIES, m, from + 2 * position);
            var m03 = FloatVector.fromArray(SPECIES, m, from + 3 * position);
            var r00 = m00.add(m01).add(m02);
            var r01 = m01.sub(m02).sub(m03);
            var m10 = FloatVector.fromArray(SPECIES, m, from + 4 * position);
            var m11 = FloatVector.fromArray(SPECIES, m, from + 5 * position);
            var m12 = FloatVector.fromArray(SPECIES, m, from + 6 * position);
            var m13 = FloatVector.fromArray(SPECIES, m, from + 7 * position);
            var r10 = m10.add(m11).add(m12);
            var r11 = m11.sub(m12).sub(m13);
            var m20 = FloatVector.fromArray(SPECIES, m, from + 8 * position);
            var m21 = FloatVector.fromArray(SPECIES, m, from + 9 * position);
            var m22 = FloatVector.fromArray(SPECIES, m, from + 10 * position);
            var m23 = FloatVector.fromArray(SPECIES, m, from + 11 * position);
            var r20 = m20.add(m21).add(m22);
            var r21 = m21.sub(m22).sub(m23);
            var m30 = FloatVector.fromArray(SPECIES, m, from + 12 * position);
            var m31 = FloatVector.fromArray(SPECIES, m, from + 13 * position);
            var m32 = FloatVector.fromArray(SPECIES, m, from + 14 * position);
            var m33 = FloatVector.fromArray(SPECIES, m, from + 15 * position);
            var r30 = m30.add(m31).add(m32);
            var r31 = m31.sub(m32).sub(m33);
            int y = to + column * LANES;
            int b = biasAt + column * bias.column();
            r00.add(r10).add(r20).add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            if (column + 1 < columns) {
                r01.add(r11)
                        .add(r21)
                        .add(FloatVector.broadcast(SPECIES, biases[b + bias.column()]))
                        .intoArray(target, y + LANES);
            }
            if (rows > 1) {
                b += bias.row();
                y += targetRow;
                r10.sub(r20)
                        .sub(r30)
                        .add(FloatVector.broadcast(SPECIES, biases[b]))
                        .intoArray(target, y);
                if (column + 1 < columns) {
                    r11.sub(r21)
                            .sub(r31)
                            .add(FloatVector.broadcast(SPECIES, biases[b + bias.column()]))
                            .intoArray(target, y + LANES);
                }
            }
        }
    }
}
