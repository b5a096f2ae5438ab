package org.scratchcnn.benchmarks.jmh;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.scratchcnn.kernel.Conv2dGeometry;

/**
 * A workload's convolution by its definition, in double precision: 3×3 windows, stride 1, a border of one or none, one
 * bias an output channel or position. All arrays are row-major, {@code [N, C, H, W]} and {@code [out, in, 3, 3]}.
 */
record DoubleConvolution(
        int images,
        int inputChannels,
        int outputChannels,
        int height,
        int width,
        int border,
        int outputHeight,
        int outputWidth,
        float[] input,
        float[] weight,
        float[] bias,
        float[] outputGradient) {

    private static final int SIDE = 3;

    static DoubleConvolution of(ConvolutionWorkload workload, int images) {
        Conv2dGeometry geometry = workload.geometry();
        return new DoubleConvolution(
                images,
                geometry.input().channels(),
                geometry.output().channels(),
                geometry.input().height(),
                geometry.input().width(),
                geometry.window().padding().top(),
                geometry.output().height(),
                geometry.output().width(),
                workload.values(workload.input()),
                workload.weight().values(),
                workload.bias().values(),
                workload.values(workload.outputGradient()));
    }

    /** Called for each product that an output is a sum of. */
    private interface Product {
        void accept(int output, int input, int weight);
    }

    /** Of the products of output channel o and input channel c of image n. */
    private void forEachOfPlane(Product product, int n, int o, int c) {
        for (int y = 0; y < outputHeight; y++) {
            for (int x = 0; x < outputWidth; x++) {
                forEachOfWindow(product, n, o, c, y, x);
            }
        }
    }

    /** In parallel, so the results of different indexes must not meet. */
    private static void forEach(int count, IntConsumer work) {
        IntStream.range(0, count).parallel().forEach(work);
    }

    private void forEachOfWindow(Product product, int n, int o, int c, int y, int x) {
        for (int ky = 0; ky < SIDE; ky++) {
            for (int kx = 0; kx < SIDE; kx++) {
                int inputY = y + ky - border;
                int inputX = x + kx - border;
                if (inputY >= 0 && inputY < height && inputX >= 0 && inputX < width) {
                    product.accept(
                            ((n * outputChannels + o) * outputHeight + y) * outputWidth + x,
                            ((n * inputChannels + c) * height + inputY) * width + inputX,
                            ((o * inputChannels + c) * SIDE + ky) * SIDE + kx);
                }
            }
        }
    }

    double[] forward() {
        var result = new double[outputGradient.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = bias[biasOf(i)];
        }
        forEach(outputChannels, o -> {
            for (int n = 0; n < images; n++) {
                for (int c = 0; c < inputChannels; c++) {
                    forEachOfPlane((y, x, w) -> result[y] += (double) input[x] * weight[w], n, o, c);
                }
            }
        });
        return result;
    }

    double[] gradientByInput() {
        var result = new double[input.length];
        forEach(inputChannels, c -> {
            for (int n = 0; n < images; n++) {
                for (int o = 0; o < outputChannels; o++) {
                    forEachOfPlane((y, x, w) -> result[x] += (double) outputGradient[y] * weight[w], n, o, c);
                }
            }
        });
        return result;
    }

    double[] gradientByWeight() {
        var result = new double[weight.length];
        forEach(outputChannels, o -> {
            for (int n = 0; n < images; n++) {
                for (int c = 0; c < inputChannels; c++) {
                    forEachOfPlane((y, x, w) -> result[w] += (double) outputGradient[y] * input[x], n, o, c);
                }
            }
        });
        return result;
    }

    double[] gradientByBias() {
        var result = new double[bias.length];
        for (int i = 0; i < outputGradient.length; i++) {
            result[biasOf(i)] += outputGradient[i];
        }
        return result;
    }

    private int biasOf(int output) {
        int positions = outputHeight * outputWidth;
        return bias.length == outputChannels ? output / positions % outputChannels : output % bias.length;
    }

    /** Terms of each output: products and the bias. */
    int termsOfOutput() {
        return inputChannels * SIDE * SIDE + 1;
    }

    /** Terms of the gradient by each input. */
    int termsOfInputGradient() {
        return outputChannels * SIDE * SIDE;
    }

    /** Terms of the gradient by each weight and each bias. */
    int termsOfWeightGradient() {
        return images * outputHeight * outputWidth;
    }
}
