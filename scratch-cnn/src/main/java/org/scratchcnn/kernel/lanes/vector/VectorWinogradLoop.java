package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.ChannelBias;
import org.scratchcnn.kernel.lanes.WinogradLoop;

/** F(2×2, 3×3) with vectors. */
final class VectorWinogradLoop implements WinogradLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Sixteen sums and what they are made of need the 32 registers of 512 bits. */
    private static final int GRADIENT_INPUTS = SPECIES.vectorBitSize() >= 512 ? 4 : 2;

    @Override
    public void transformKernels(float[] g, int at, int count, float[] u, int to, int position) {
        var half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int i = 0; i < count; i += LANES) {
            var g00 = FloatVector.fromArray(SPECIES, g, at + i);
            var g01 = FloatVector.fromArray(SPECIES, g, at + i + count);
            var g02 = FloatVector.fromArray(SPECIES, g, at + i + 2 * count);
            var g10 = FloatVector.fromArray(SPECIES, g, at + i + 3 * count);
            var g11 = FloatVector.fromArray(SPECIES, g, at + i + 4 * count);
            var g12 = FloatVector.fromArray(SPECIES, g, at + i + 5 * count);
            var g20 = FloatVector.fromArray(SPECIES, g, at + i + 6 * count);
            var g21 = FloatVector.fromArray(SPECIES, g, at + i + 7 * count);
            var g22 = FloatVector.fromArray(SPECIES, g, at + i + 8 * count);
            var r10 = g00.add(g10).add(g20).mul(half);
            var r11 = g01.add(g11).add(g21).mul(half);
            var r12 = g02.add(g12).add(g22).mul(half);
            var r20 = g00.sub(g10).add(g20).mul(half);
            var r21 = g01.sub(g11).add(g21).mul(half);
            var r22 = g02.sub(g12).add(g22).mul(half);
            int first = to + i;
            g00.intoArray(u, first);
            g00.add(g01).add(g02).mul(half).intoArray(u, first + position);
            g00.sub(g01).add(g02).mul(half).intoArray(u, first + 2 * position);
            g02.intoArray(u, first + 3 * position);
            r10.intoArray(u, first + 4 * position);
            r10.add(r11).add(r12).mul(half).intoArray(u, first + 5 * position);
            r10.sub(r11).add(r12).mul(half).intoArray(u, first + 6 * position);
            r12.intoArray(u, first + 7 * position);
            r20.intoArray(u, first + 8 * position);
            r20.add(r21).add(r22).mul(half).intoArray(u, first + 9 * position);
            r20.sub(r21).add(r22).mul(half).intoArray(u, first + 10 * position);
            r22.intoArray(u, first + 11 * position);
            g20.intoArray(u, first + 12 * position);
            g20.add(g21).add(g22).mul(half).intoArray(u, first + 13 * position);
            g20.sub(g21).add(g22).mul(half).intoArray(u, first + 14 * position);
            g22.intoArray(u, first + 15 * position);
        }
    }

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
        WinogradProductTiles.tile4x2(u, uAt, channels, v, vAt, channel, tiles, m, mAt);
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

    @Override
    public void transformInputRow(
            int matrixRow, float[] source, int at, int row, int tiles, float[] v, int to, int position) {
        int first = at + (matrixRow == 0 ? 0 : matrixRow == 2 ? 2 : 1) * row;
        int second = at + (matrixRow == 2 ? 1 : matrixRow == 3 ? 3 : 2) * row;
        var sign = FloatVector.broadcast(SPECIES, matrixRow == 1 ? 1 : -1);
        for (int tile = 0; tile < tiles; tile++) {
            int from = 2 * tile * LANES;
            var r0 = FloatVector.fromArray(SPECIES, source, second + from)
                    .fma(sign, FloatVector.fromArray(SPECIES, source, first + from));
            from += LANES;
            var r1 = FloatVector.fromArray(SPECIES, source, second + from)
                    .fma(sign, FloatVector.fromArray(SPECIES, source, first + from));
            from += LANES;
            var r2 = FloatVector.fromArray(SPECIES, source, second + from)
                    .fma(sign, FloatVector.fromArray(SPECIES, source, first + from));
            from += LANES;
            var r3 = FloatVector.fromArray(SPECIES, source, second + from)
                    .fma(sign, FloatVector.fromArray(SPECIES, source, first + from));
            int y = to + tile * LANES;
            r0.sub(r2).intoArray(v, y);
            r1.add(r2).intoArray(v, y + position);
            r2.sub(r1).intoArray(v, y + 2 * position);
            r1.sub(r3).intoArray(v, y + 3 * position);
        }
    }

    @Override
    public void transformGradientRow(
            int matrixRow, float[] dy, int at, int row, int tiles, float[] v, int to, int position) {
        var first = FloatVector.broadcast(SPECIES, matrixRow == 3 ? 0 : 1);
        var second = FloatVector.broadcast(SPECIES, matrixRow == 0 ? 0 : matrixRow == 2 ? -1 : 1);
        for (int tile = 0; tile < tiles; tile++) {
            int from = at + 2 * tile * LANES;
            var c0 = FloatVector.fromArray(SPECIES, dy, from + row)
                    .fma(second, FloatVector.fromArray(SPECIES, dy, from).mul(first));
            var c1 = FloatVector.fromArray(SPECIES, dy, from + row + LANES)
                    .fma(
                            second,
                            FloatVector.fromArray(SPECIES, dy, from + LANES).mul(first));
            int y = to + tile * LANES;
            c0.intoArray(v, y);
            c0.add(c1).intoArray(v, y + position);
            c0.sub(c1).intoArray(v, y + 2 * position);
            c1.intoArray(v, y + 3 * position);
        }
    }

    @Override
    public int gradientInputs() {
        return GRADIENT_INPUTS;
    }

    @Override
    public void addProducts(float[] e, int eAt, float[] d, int dAt, int channel, int tiles, float[] sums, int at) {
        if (GRADIENT_INPUTS == 4) {
            WinogradGradientTiles.tile4x4(e, eAt, d, dAt, channel, tiles, sums, at);
        } else {
            WinogradGradientTiles.tile4x2(e, eAt, d, dAt, channel, tiles, sums, at);
        }
    }
}
