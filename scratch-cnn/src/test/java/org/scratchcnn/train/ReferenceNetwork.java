package org.scratchcnn.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.kernel.DropoutMask;
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

/** A whole network's forward pass and loss, sample by sample, by the formulas alone, in double precision. */
final class ReferenceNetwork {

    private final ResolvedNetwork network;
    private final Map<String, double[]> parameters = new LinkedHashMap<>();
    private final long dropoutSeed;

    ReferenceNetwork(NetworkSpec spec, ParameterSnapshot snapshot, long dropoutSeed) {
        this.network = spec.resolve();
        this.dropoutSeed = dropoutSeed;
        snapshot.tensors().forEach((name, tensor) -> parameters.put(name, toDouble(tensor.values())));
    }

    /** Logits of all samples, {@code [N, outputs]}. */
    double[] logits(Batch batch, boolean training, long step) {
        int outputs = network.logits().count();
        var logits = new double[batch.size() * outputs];
        for (int n = 0; n < batch.size(); n++) {
            System.arraycopy(forward(batch, n, training, step), 0, logits, n * outputs, outputs);
        }
        return logits;
    }

    /** The mean softmax cross-entropy in training. */
    double loss(Batch batch, long step) {
        int outputs = network.logits().count();
        double[] logits = logits(batch, true, step);
        double sum = 0;
        for (int n = 0; n < batch.size(); n++) {
            double normalizer = 0;
            for (int k = 0; k < outputs; k++) {
                normalizer += Math.exp(logits[n * outputs + k]);
            }
            sum -= logits[n * outputs + batch.labels()[n]] - Math.log(normalizer);
        }
        return sum / batch.size();
    }

    /** The loss's derivative by one value of a parameter, by a central difference. */
    double derivative(String parameter, int index, Batch batch, long step) {
        double distance = 1e-6;
        var values = parameter(parameter);
        double value = values[index];
        values[index] = value + distance;
        double up = loss(batch, step);
        values[index] = value - distance;
        double down = loss(batch, step);
        values[index] = value;
        return (up - down) / (2 * distance);
    }

    private double[] forward(Batch batch, int sample, boolean training, long step) {
        int size = network.input().size();
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = batch.inputs()[sample * size + i];
        }
        for (var layer : network.layers()) {
            values = switch (layer.spec()) {
                case Conv2d conv -> conv2d(conv, layer, values);
                case Dense dense -> dense(dense, layer, values);
                case MaxPool2d(var window) -> pool(window, layer, values, true, false);
                case AvgPool2d(var window, boolean countPadding) -> pool(window, layer, values, false, countPadding);
                case Activation(var function) -> activation(function, values);
                case Dropout(double probability) ->
                    training ? dropout(probability, layer, values, sample, step) : values;
                case Flatten _ -> values;
            };
        }
        return values;
    }

    private double[] conv2d(Conv2d conv, ResolvedLayer layer, double[] x) {
        var in = (Shape.Image) layer.input();
        var out = (Shape.Image) layer.output();
        var window = conv.window();
        int kH = window.kernel().height();
        int kW = window.kernel().width();
        var weight = parameter(layer.path() + ".weight");
        var y = new double[out.size()];
        for (int o = 0; o < out.channels(); o++) {
            for (int i = 0; i < out.height(); i++) {
                for (int j = 0; j < out.width(); j++) {
                    int at = (o * out.height() + i) * out.width() + j;
                    y[at] = switch (conv.bias()) {
                        case Bias.NONE -> 0;
                        case Bias.PER_CHANNEL -> parameter(layer.path() + ".bias")[o];
                        case Bias.PER_POSITION -> parameter(layer.path() + ".bias")[at];
                    };
                    for (int c = 0; c < in.channels(); c++) {
                        for (int u = 0; u < kH; u++) {
                            for (int v = 0; v < kW; v++) {
                                int row = row(window, i, u);
                                int column = column(window, j, v);
                                if (isInside(in, row, column)) {
                                    y[at] += weight[((o * in.channels() + c) * kH + u) * kW + v]
                                            * x[(c * in.height() + row) * in.width() + column];
                                }
                            }
                        }
                    }
                }
            }
        }
        return y;
    }

    private double[] dense(Dense dense, ResolvedLayer layer, double[] x) {
        var weight = parameter(layer.path() + ".weight");
        var y = dense.bias() ? parameter(layer.path() + ".bias").clone() : new double[dense.outFeatures()];
        for (int o = 0; o < y.length; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += weight[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private static double[] pool(Window2d window, ResolvedLayer layer, double[] x, boolean max, boolean countPadding) {
        var in = (Shape.Image) layer.input();
        var out = (Shape.Image) layer.output();
        var y = new double[out.size()];
        for (int at = 0; at < y.length; at++) {
            int c = at / (out.height() * out.width());
            int i = at / out.width() % out.height();
            int j = at % out.width();
            double largest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            int inside = 0;
            for (int u = 0; u < window.kernel().height(); u++) {
                for (int v = 0; v < window.kernel().width(); v++) {
                    int row = row(window, i, u);
                    int column = column(window, j, v);
                    if (isInside(in, row, column)) {
                        double value = x[(c * in.height() + row) * in.width() + column];
                        largest = Math.max(largest, value);
                        sum += value;
                        inside++;
                    }
                }
            }
            y[at] = max ? largest : sum / (countPadding ? window.kernel().area() : inside);
        }
        return y;
    }

    private static double[] activation(Activation.Function function, double[] x) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = switch (function) {
                case RELU -> Math.max(x[i], 0);
                case SIGMOID -> 1 / (1 + Math.exp(-x[i]));
                case TANH -> Math.tanh(x[i]);
            };
        }
        return y;
    }

    private double[] dropout(double probability, ResolvedLayer layer, double[] x, int sample, long step) {
        var mask = new DropoutMask(probability, dropoutSeed, layer.path());
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * mask.factor(mask.imageKey(step, sample), i);
        }
        return y;
    }

    private static int row(Window2d window, int i, int u) {
        return i * window.stride().height()
                + u * window.dilation().height()
                - window.padding().top();
    }

    private static int column(Window2d window, int j, int v) {
        return j * window.stride().width()
                + v * window.dilation().width()
                - window.padding().left();
    }

    private static boolean isInside(Shape.Image image, int row, int column) {
        return row >= 0 && row < image.height() && column >= 0 && column < image.width();
    }

    private double[] parameter(String name) {
        var values = parameters.get(name);
        if (values == null) {
            throw new IllegalArgumentException("no parameter " + name + " in " + parameters.keySet());
        }
        return values;
    }

    private static double[] toDouble(float[] values) {
        var doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
