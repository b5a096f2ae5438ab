package org.scratchcnn.kernel.lanes;

/** Normalization in plain Java. */
final class ScalarNormalizationLoop implements NormalizationLoop {

    private final int lanes;

    ScalarNormalizationLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void addSums(float[] x, int xAt, int count, float[] sums, int at) {
        int whole = count - count % (SUMS * lanes);
        for (int lane = 0; lane < lanes; lane++) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            int i = lane;
            for (; i < whole; i += SUMS * lanes) {
                sum0 += x[xAt + i];
                sum1 += x[xAt + i + lanes];
                sum2 += x[xAt + i + 2 * lanes];
                sum3 += x[xAt + i + 3 * lanes];
            }
            for (; i < count; i += lanes) {
                sum0 += x[xAt + i];
            }
            sums[at + lane] += sum0 + sum1 + (sum2 + sum3);
        }
    }

    @Override
    public void addDeviations(float[] x, int xAt, int count, float center, float[] sums, int at) {
        int whole = count - count % (SUMS * lanes);
        for (int lane = 0; lane < lanes; lane++) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            float squares0 = 0;
            float squares1 = 0;
            float squares2 = 0;
            float squares3 = 0;
            int i = lane;
            for (; i < whole; i += SUMS * lanes) {
                float deviation0 = x[xAt + i] - center;
                float deviation1 = x[xAt + i + lanes] - center;
                float deviation2 = x[xAt + i + 2 * lanes] - center;
                float deviation3 = x[xAt + i + 3 * lanes] - center;
                sum0 += deviation0;
                sum1 += deviation1;
                sum2 += deviation2;
                sum3 += deviation3;
                squares0 += deviation0 * deviation0;
                squares1 += deviation1 * deviation1;
                squares2 += deviation2 * deviation2;
                squares3 += deviation3 * deviation3;
            }
            for (; i < count; i += lanes) {
                float deviation = x[xAt + i] - center;
                sum0 += deviation;
                squares0 += deviation * deviation;
            }
            sums[at + lane] += sum0 + sum1 + (sum2 + sum3);
            sums[at + lanes + lane] += squares0 + squares1 + (squares2 + squares3);
        }
    }

    @Override
    public void normalize(
            float[] x, int xAt, float[] y, int yAt, int count, int images, float center, float scale, float shift) {
        for (int i = 0; i < count; i += lanes) {
            for (int lane = i; lane < i + images; lane++) {
                y[yAt + lane] = (x[xAt + lane] - center) * scale + shift;
            }
            for (int lane = i + images; lane < i + lanes; lane++) {
                y[yAt + lane] = 0;
            }
        }
    }

    @Override
    public void addGradients(float[] x, int xAt, float[] dy, int dyAt, int count, float center, float[] sums, int at) {
        int whole = count - count % (SUMS * lanes);
        for (int lane = 0; lane < lanes; lane++) {
            float sum0 = 0;
            float sum1 = 0;
            float sum2 = 0;
            float sum3 = 0;
            float products0 = 0;
            float products1 = 0;
            float products2 = 0;
            float products3 = 0;
            int i = lane;
            for (; i < whole; i += SUMS * lanes) {
                float gradient0 = dy[dyAt + i];
                float gradient1 = dy[dyAt + i + lanes];
                float gradient2 = dy[dyAt + i + 2 * lanes];
                float gradient3 = dy[dyAt + i + 3 * lanes];
                sum0 += gradient0;
                sum1 += gradient1;
                sum2 += gradient2;
                sum3 += gradient3;
                products0 += gradient0 * (x[xAt + i] - center);
                products1 += gradient1 * (x[xAt + i + lanes] - center);
                products2 += gradient2 * (x[xAt + i + 2 * lanes] - center);
                products3 += gradient3 * (x[xAt + i + 3 * lanes] - center);
            }
            for (; i < count; i += lanes) {
                float gradient = dy[dyAt + i];
                sum0 += gradient;
                products0 += gradient * (x[xAt + i] - center);
            }
            sums[at + lane] += sum0 + sum1 + (sum2 + sum3);
            sums[at + lanes + lane] += products0 + products1 + (products2 + products3);
        }
    }

    @Override
    public void gradientByInput(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int count,
            int images,
            float center,
            float scale,
            float slope,
            float shift) {
        for (int i = 0; i < count; i += lanes) {
            for (int lane = i; lane < i + images; lane++) {
                dx[dxAt + lane] = dy[dyAt + lane] * scale + ((x[xAt + lane] - center) * slope + shift);
            }
            for (int lane = i + images; lane < i + lanes; lane++) {
                dx[dxAt + lane] = 0;
            }
        }
    }

    @Override
    public void addDeviations(float[] x, int xAt, int count, float[] centers, int centerAt, float[] sums, int at) {
        for (int lane = 0; lane < lanes; lane++) {
            float sum = 0;
            float squares = 0;
            for (int i = lane; i < count; i += lanes) {
                float deviation = x[xAt + i] - centers[centerAt + lane];
                sum += deviation;
                squares += deviation * deviation;
            }
            sums[at + lane] += sum;
            sums[at + lanes + lane] += squares;
        }
    }

    @Override
    public void normalize(
            float[] x,
            int xAt,
            float[] y,
            int yAt,
            int count,
            int images,
            float[] constants,
            int constantsAt,
            float[] weight,
            float[] bias,
            int weightAt,
            int weightStep) {
        int w = weightAt;
        for (int i = 0; i < count; i += lanes) {
            for (int lane = 0; lane < images; lane++) {
                int at = constantsAt + lane;
                float normalized = (x[xAt + i + lane] - constants[at]) * constants[at + INVERSE * lanes]
                        + constants[at + OFFSET * lanes];
                y[yAt + i + lane] = normalized * weight[w] + bias[w];
            }
            for (int lane = images; lane < lanes; lane++) {
                y[yAt + i + lane] = 0;
            }
            w += weightStep;
        }
    }

    @Override
    public void addGradients(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            int count,
            float[] centers,
            int centerAt,
            float[] weight,
            int weightAt,
            int weightStep,
            float[] sums,
            int at) {
        for (int lane = 0; lane < lanes; lane++) {
            float sum = 0;
            float products = 0;
            int w = weightAt;
            for (int i = lane; i < count; i += lanes) {
                float gradient = dy[dyAt + i] * weight[w];
                sum += gradient;
                products += gradient * (x[xAt + i] - centers[centerAt + lane]);
                w += weightStep;
            }
            sums[at + lane] += sum;
            sums[at + lanes + lane] += products;
        }
    }

    @Override
    public void gradientByInput(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int count,
            int images,
            float[] constants,
            int constantsAt,
            float[] weight,
            int weightAt,
            int weightStep) {
        int w = weightAt;
        for (int i = 0; i < count; i += lanes) {
            for (int lane = 0; lane < images; lane++) {
                int at = constantsAt + lane;
                float throughStatistics = (x[xAt + i + lane] - constants[at]) * constants[at + SLOPE * lanes]
                        + constants[at + SHIFT * lanes];
                dx[dxAt + i + lane] =
                        dy[dyAt + i + lane] * weight[w] * constants[at + INVERSE * lanes] + throughStatistics;
            }
            for (int lane = images; lane < lanes; lane++) {
                dx[dxAt + i + lane] = 0;
            }
            w += weightStep;
        }
    }
}
