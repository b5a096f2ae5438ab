package org.scratchcnn.kernel.lanes;

import java.util.Arrays;

/** F(2×2, 3×3) in plain Java. */
final class ScalarWinogradLoop implements WinogradLoop {

    /** The matrix G. */
    private static final float[][] KERNEL_FACTORS = {{1, 0, 0}, {0.5f, 0.5f, 0.5f}, {0.5f, -0.5f, 0.5f}, {0, 0, 1}};

    /** The two columns of Bᵀ that are not zero, by row. */
    private static final int[][] TERMS = {{0, 2}, {1, 2}, {1, 2}, {1, 3}};

    private static final float[][] SIGNS = {{1, -1}, {1, 1}, {-1, 1}, {1, -1}};

    /** The matrix F. */
    private static final float[][] GRADIENT_FACTORS = {{1, 0}, {1, 1}, {1, -1}, {0, 1}};

    private static final int GRADIENT_INPUTS = 2;

    private final int lanes;

    ScalarWinogradLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void transformKernels(float[] g, int at, int count, float[] u, int to, int position) {
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                for (int i = 0; i < count; i++) {
                    float sum = 0;
                    for (int a = 0; a < 3; a++) {
                        for (int b = 0; b < 3; b++) {
                            sum += KERNEL_FACTORS[y][a] * KERNEL_FACTORS[x][b] * g[at + (3 * a + b) * count + i];
                        }
                    }
                    u[to + (4 * y + x) * position + i] = sum;
                }
            }
        }
    }

    @Override
    public void transformInput(float[] source, int at, int row, int tiles, float[] v, int to, int position) {
        for (int i = 0; i < tiles * lanes; i++) {
            int from = at + i / lanes * 2 * lanes + i % lanes;
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 4; x++) {
                    float sum = 0;
                    for (int a = 0; a < 2; a++) {
                        for (int b = 0; b < 2; b++) {
                            sum += SIGNS[y][a] * SIGNS[x][b] * source[from + TERMS[y][a] * row + TERMS[x][b] * lanes];
                        }
                    }
                    v[to + (4 * y + x) * position + i] = sum;
                }
            }
        }
    }

    @Override
    public void multiply(
            float[] u, int uAt, int channels, float[] v, int vAt, int channel, int tiles, float[] m, int mAt) {
        for (int k = 0; k < CHANNELS; k++) {
            int to = mAt + k * channel;
            Arrays.fill(m, to, to + tiles * lanes, 0);
            for (int c = 0; c < channels; c++) {
                float factor = u[uAt + CHANNELS * c + k];
                int from = vAt + c * channel;
                for (int i = 0; i < tiles * lanes; i++) {
                    m[to + i] += factor * v[from + i];
                }
            }
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
        for (int y = 0; y < rows; y++) {
            for (int i = 0; i < columns * lanes; i++) {
                int column = i / lanes;
                int x = column % 2;
                int from = at + column / 2 * lanes + i % lanes;
                // The rows of Aᵀ are (1, 1, 1, 0) and (0, 1, −1, −1).
                float sum = 0;
                for (int a = y; a < y + 3; a++) {
                    for (int b = x; b < x + 3; b++) {
                        float value = m[from + (4 * a + b) * position];
                        boolean negative = (y == 1 && a > 1) != (x == 1 && b > 1);
                        sum += negative ? -value : value;
                    }
                }
                target[to + y * targetRow + i] = sum + bias.values()[biasAt + y * bias.row() + column * bias.column()];
            }
        }
    }

    @Override
    public void transformInputRow(
            int matrixRow, float[] source, int at, int row, int tiles, float[] v, int to, int position) {
        for (int i = 0; i < tiles * lanes; i++) {
            int from = at + i / lanes * 2 * lanes + i % lanes;
            for (int x = 0; x < 4; x++) {
                float sum = 0;
                for (int b = 0; b < 2; b++) {
                    for (int a = 0; a < 2; a++) {
                        sum += SIGNS[matrixRow][a]
                                * SIGNS[x][b]
                                * source[from + TERMS[matrixRow][a] * row + TERMS[x][b] * lanes];
                    }
                }
                v[to + x * position + i] = sum;
            }
        }
    }

    @Override
    public void transformGradientRow(
            int matrixRow, float[] dy, int at, int row, int tiles, float[] v, int to, int position) {
        for (int i = 0; i < tiles * lanes; i++) {
            int from = at + i / lanes * 2 * lanes + i % lanes;
            for (int x = 0; x < 4; x++) {
                float sum = 0;
                for (int b = 0; b < 2; b++) {
                    for (int a = 0; a < 2; a++) {
                        sum += GRADIENT_FACTORS[matrixRow][a] * GRADIENT_FACTORS[x][b] * dy[from + a * row + b * lanes];
                    }
                }
                v[to + x * position + i] = sum;
            }
        }
    }

    @Override
    public int gradientInputs() {
        return GRADIENT_INPUTS;
    }

    @Override
    public void addProducts(float[] e, int eAt, float[] d, int dAt, int channel, int tiles, float[] sums, int at) {
        for (int k = 0; k < GRADIENT_OUTPUTS; k++) {
            for (int j = 0; j < GRADIENT_INPUTS; j++) {
                int to = at + (k * GRADIENT_INPUTS + j) * lanes;
                for (int i = 0; i < tiles * lanes; i++) {
                    sums[to + i % lanes] += e[eAt + k * channel + i] * d[dAt + j * channel + i];
                }
            }
        }
    }
}
