package org.scratchcnn.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.ResolvedLayer;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Window2d;

/** A described network computed the plainest way, in double precision and without dropout. */
final class NetworkOracle {

    private final ResolvedNetwork network;
    private final Map<String, double[]> parameters = new HashMap<>();

    NetworkOracle(NetworkSpec network, ParameterSnapshot snapshot) {
        this.network = network.resolve();
        snapshot.tensors().forEach((name, tensor) -> parameters.put(name, doubles(tensor.values())));
    }

    static double[] doubles(float[] values) {
        var result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    double[] parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** {@code [N, outputs]}. */
    double[] logits(Batch batch) {
        int outputs = network.logits().count();
        var logits = new double[batch.size() * outputs];
        for (int n = 0; n < batch.size(); n++) {
            System.arraycopy(logits(batch, n), 0, logits, n * outputs, outputs);
        }
        return logits;
    }

    double meanLoss(Batch batch) {
        double sum = 0;
        for (int n = 0; n < batch.size(); n++) {
            sum += sampleLoss(logits(batch, n), targets(batch, n));
        }
        return sum / batch.size();
    }

    /** The central difference of the mean loss by every value of a parameter. */
    double[] gradient(Batch batch, String name) {
        double step = 1e-5;
        var values = parameter(name);
        var gradient = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + step;
            double above = meanLoss(batch);
            values[i] = value - step;
            double below = meanLoss(batch);
            values[i] = value;
            gradient[i] = (above - below) / (2 * step);
        }
        return gradient;
    }

    private double[] logits(Batch batch, int n) {
        int size = network.input().size();
        double[] values = doubles(Arrays.copyOfRange(batch.inputs(), n * size, (n + 1) * size));
        for (var layer : network.layers()) {
            values = output(layer, values);
        }
        return values;
    }

    private double[] targets(Batch batch, int n) {
        int outputs = network.logits().count();
        return switch (batch.targets()) {
            case Batch.Labels(int[] labels) -> {
                var oneHot = new double[outputs];
                oneHot[labels[n]] = 1;
                yield oneHot;
            }
            case Batch.Values(float[] values) -> doubles(Arrays.copyOfRange(values, n * outputs, (n + 1) * outputs));
        };
    }

    private double sampleLoss(double[] logits, double[] targets) {
        return switch (network.spec().loss()) {
            case SOFTMAX_CROSS_ENTROPY -> {
                double max = Arrays.stream(logits).max().orElseThrow();
                double logSum = max
                        + Math.log(Arrays.stream(logits)
                                .map(z -> Math.exp(z - max))
                                .sum());
                yield sum(logits.length, k -> targets[k] * (logSum - logits[k]));
            }
            case BINARY_CROSS_ENTROPY ->
                sum(
                                logits.length,
                                k -> Math.max(logits[k], 0)
                                        - logits[k] * targets[k]
                                        + Math.log1p(Math.exp(-Math.abs(logits[k]))))
                        / logits.length;
            case MEAN_SQUARED_ERROR ->
                sum(logits.length, k -> (logits[k] - targets[k]) * (logits[k] - targets[k])) / logits.length;
        };
    }

    private static double sum(int count, IntToDoubleFunction term) {
        return IntStream.range(0, count).mapToDouble(term).sum();
    }

    private double[] output(ResolvedLayer layer, double[] x) {
        return switch (layer.spec()) {
            case Dense dense -> dense(layer.path(), dense, x);
            case Conv2d conv -> convolution(layer, conv, x);
            case MaxPool2d(var window) -> pool(layer, window, x, false, true);
            case AvgPool2d(var window, var countPadding) -> pool(layer, window, x, true, countPadding);
            case Activation(var function) ->
                Arrays.stream(x)
                        .map(v -> switch (function) {
                            case RELU -> Math.max(v, 0);
                            case SIGMOID -> 1 / (1 + Math.exp(-v));
                            case TANH -> Math.tanh(v);
                        })
                        .toArray();
            case Dropout _, Flatten _ -> x;
        };
    }

    private double[] dense(String path, Dense dense, double[] x) {
        var weight = parameter(path + ".weight");
        var y = dense.bias() ? parameter(path + ".bias").clone() : new double[dense.outFeatures()];
        for (int o = 0; o < y.length; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += weight[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private double[] convolution(ResolvedLayer layer, Conv2d conv, double[] x) {
        var in = (Shape.Image) layer.input();
        var out = (Shape.Image) layer.output();
        var weight = parameter(layer.path() + ".weight");
        var bias = conv.bias() == Bias.NONE ? new double[out.channels()] : parameter(layer.path() + ".bias");
        int positionsPerBias = out.size() / bias.length;
        var window = conv.window();
        var kernel = window.kernel();
        var y = new double[out.size()];
        for (int o = 0; o < out.channels(); o++) {
            for (int i = 0; i < out.height(); i++) {
                for (int j = 0; j < out.width(); j++) {
                    int at = (o * out.height() + i) * out.width() + j;
                    double sum = bias[at / positionsPerBias];
                    for (int c = 0; c < in.channels(); c++) {
                        for (int u = 0; u < kernel.height(); u++) {
                            for (int v = 0; v < kernel.width(); v++) {
                                int row = i * window.stride().height()
                                        + u * window.dilation().height()
                                        - window.padding().top();
                                int column = j * window.stride().width()
                                        + v * window.dilation().width()
                                        - window.padding().left();
                                if (isInside(in, row, column)) {
                                    sum += weight[((o * in.channels() + c) * kernel.height() + u) * kernel.width() + v]
                                            * x[(c * in.height() + row) * in.width() + column];
                                }
                            }
                        }
                    }
                    y[at] = sum;
                }
            }
        }
        return y;
    }

    private static double[] pool(
            ResolvedLayer layer, Window2d window, double[] x, boolean average, boolean countPadding) {
        var in = (Shape.Image) layer.input();
        var out = (Shape.Image) layer.output();
        var kernel = window.kernel();
        var y = new double[out.size()];
        for (int c = 0; c < out.channels(); c++) {
            for (int i = 0; i < out.height(); i++) {
                for (int j = 0; j < out.width(); j++) {
                    double max = Double.NEGATIVE_INFINITY;
                    double sum = 0;
                    int count = 0;
                    for (int u = 0; u < kernel.height(); u++) {
                        for (int v = 0; v < kernel.width(); v++) {
                            int row = i * window.stride().height()
                                    + u
                                    - window.padding().top();
                            int column = j * window.stride().width()
                                    + v
                                    - window.padding().left();
                            if (isInside(in, row, column)) {
                                double value = x[(c * in.height() + row) * in.width() + column];
                                max = Math.max(max, value);
                                sum += value;
                                count++;
                            }
                        }
                    }
                    y[(c * out.height() + i) * out.width() + j] =
                            average ? sum / (countPadding ? kernel.area() : count) : max;
                }
            }
        }
        return y;
    }

    private static boolean isInside(Shape.Image image, int row, int column) {
        return row >= 0 && row < image.height() && column >= 0 && column < image.width();
    }
}
