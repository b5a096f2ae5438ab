package org.scratchcnn.oracle;

import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;

/** A whole network's logits, loss and gradients, layer by layer, by the formulas alone, in double precision. */
public final class ReferenceNetwork {

    private final ResolvedNetwork network;
    private final OracleLoss loss;
    private final Map<String, double[]> parameters = new LinkedHashMap<>();
    private final long dropoutSeed;

    public ReferenceNetwork(NetworkSpec spec, ParameterSnapshot snapshot, long dropoutSeed) {
        this.network = spec.resolve();
        this.loss = new OracleLoss(spec.loss(), network.logits().count());
        this.dropoutSeed = dropoutSeed;
        snapshot.tensors().forEach((name, tensor) -> parameters.put(name, toDouble(tensor.values())));
    }

    /** The values of a parameter, by which the network computes; to be changed in place. */
    public double[] parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }

    /** Of all samples, {@code [N, outputs]}, without dropout. */
    public double[] logits(Batch batch) {
        return forward(batch, OptionalLong.empty(), Set.of()).getLast();
    }

    /** The mean over the samples, without dropout. */
    public double loss(Batch batch) {
        return loss.mean(logits(batch), loss.targets(batch));
    }

    /** The mean over the samples, with the dropout of that training step; the first is 0. */
    public double trainingLoss(Batch batch, long step) {
        return loss.mean(forward(batch, OptionalLong.of(step), Set.of()).getLast(), loss.targets(batch));
    }

    /** Of {@link #loss} by every parameter. */
    public Map<String, double[]> gradients(Batch batch) {
        return gradients(batch, OptionalLong.empty(), Set.of());
    }

    /** Of {@link #trainingLoss} by every parameter. */
    public Map<String, double[]> trainingGradients(Batch batch, long step) {
        return trainingGradients(batch, step, Set.of());
    }

    /** As {@link #trainingGradients(Batch, long)}, but with those ties decided the other way. */
    public Map<String, double[]> trainingGradients(Batch batch, long step, Set<NearTie> decidedOtherwise) {
        return gradients(batch, OptionalLong.of(step), decidedOtherwise);
    }

    /**
     * Where a float engine's rounding may send the gradient another way in that training step, the closest first.
     *
     * @param bound how close, as a share of the root mean square of what the ReLU or the max pool reads
     */
    public List<NearTie> nearTies(Batch batch, long step, double bound) {
        var values = forward(batch, OptionalLong.of(step), Set.of());
        var ties = new ArrayList<NearTie>();
        for (var operation : network.operations()) {
            var x = values.get(operation.reads().getFirst().number());
            switch (operation.spec()) {
                case Activation(Activation.Function.Relu _) -> ties.addAll(NearTie.ofRelu(operation, x, bound));
                case MaxPool2d _, GlobalMaxPool2d _ ->
                    ties.addAll(NearTie.ofMaxPool(operation, pooling(operation, batch.size()), x, bound));
                default -> {}
            }
        }
        ties.sort(Comparator.comparingDouble(NearTie::gap));
        return ties;
    }

    /** The input and the outputs of all layers. */
    private List<double[]> forward(Batch batch, OptionalLong step, Set<NearTie> decidedOtherwise) {
        var values = new ArrayList<double[]>();
        int size = batch.size() * network.input().size();
        values.add(toDouble(Arrays.copyOf(batch.inputs(), size)));
        for (var operation : network.operations()) {
            var read = read(operation, values, decidedOtherwise);
            values.add(forward(operation, read, batch.size(), step));
        }
        return values;
    }

    private Map<String, double[]> gradients(Batch batch, OptionalLong step, Set<NearTie> decidedOtherwise) {
        var values = forward(batch, step, decidedOtherwise);
        var gradients = new LinkedHashMap<String, double[]>();
        var byValue = new ArrayList<double[]>();
        values.forEach(value -> byValue.add(new double[value.length]));
        byValue.set(byValue.size() - 1, loss.gradient(values.getLast(), loss.targets(batch)));
        for (var operation : network.operations().reversed()) {
            var dy = byValue.get(operation.writes().number());
            var read = read(operation, values, decidedOtherwise);
            var byInputs = backward(operation, read, dy, batch.size(), step, gradients);
            for (int i = 0; i < byInputs.size(); i++) {
                add(byInputs.get(i), byValue.get(operation.reads().get(i).number()));
            }
        }
        return gradients;
    }

    private static List<double[]> read(Operation operation, List<double[]> values, Set<NearTie> decidedOtherwise) {
        return operation.reads().stream()
                .map(value -> {
                    var x = values.get(value.number());
                    for (var tie : decidedOtherwise) {
                        x = tie.operation().index() == operation.index() ? tie.decidedOtherwise(x) : x;
                    }
                    return x;
                })
                .toList();
    }

    private static void add(double[] terms, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += terms[i];
        }
    }

    private double[] forward(Operation layer, List<double[]> read, int images, OptionalLong step) {
        var x = read.getFirst();
        return switch (layer.spec()) {
            case Conv2d conv -> convolution(conv, layer, images).forward(x, weight(layer), bias(layer));
            case ConvTranspose2d conv -> transposed(conv, layer, images).forward(x, weight(layer), bias(layer));
            case LocallyConnected2d local -> local(local, layer, images).forward(x, weight(layer), bias(layer));
            case Dense dense -> dense(dense, images).forward(x, weight(layer), bias(layer));
            case MaxPool2d _, GlobalMaxPool2d _ -> pooling(layer, images).maxForward(x);
            case AvgPool2d _, GlobalAvgPool2d _, AdaptiveAvgPool2d _ ->
                pooling(layer, images).avgForward(x);
            case Upsample(var factor) -> OracleUpsample.forward(x, (Shape.Image) layer.input(), factor);
            case Activation(var function) -> OracleActivation.forward(function, x);
            case Softmax _ -> softmax(false, layer, images).forward(x);
            case LogSoftmax _ -> softmax(true, layer, images).forward(x);
            case Dropout(double probability) -> dropped(probability, 1, layer, x, images, step);
            case SpatialDropout2d(double probability) -> dropped(probability, plane(layer), layer, x, images, step);
            case Flatten _, Reshape _ -> x;
            case BatchNorm norm -> {
                var oracle = batchNorm(norm, layer, images);
                var statistics = step.isPresent()
                        ? oracle.statistics(x)
                        : new OracleBatchNorm.Statistics(
                                parameter(layer.path() + ".running_mean"), parameter(layer.path() + ".running_var"));
                yield oracle.forward(x, statistics, scale(layer), bias(layer));
            }
            case GroupNorm norm -> groupNorm(norm, layer, images).forward(x, scale(layer), bias(layer));
            case LayerNorm norm -> layerNorm(norm, images).forward(x, scale(layer), bias(layer));
            case Residual _ -> {
                var sum = x.clone();
                add(read.getLast(), sum);
                yield sum;
            }
            case Concat _ -> OracleChannels.join(read, images);
            case PadChannels(int before, int after) -> {
                int plane = plane(layer);
                yield OracleChannels.join(
                        List.of(new double[images * before * plane], x, new double[images * after * plane]), images);
            }
        };
    }

    /** The gradients by the layer's inputs; those by its parameters go into {@code gradients}. */
    private List<double[]> backward(
            Operation layer,
            List<double[]> read,
            double[] dy,
            int images,
            OptionalLong step,
            Map<String, double[]> gradients) {
        return switch (layer.spec()) {
            case Residual _ -> List.of(dy, dy);
            case Concat _ -> OracleChannels.split(dy, read, images);
            case PadChannels(int before, int after) -> {
                int plane = plane(layer);
                var parts = List.of(
                        new double[images * before * plane], read.getFirst(), new double[images * after * plane]);
                yield List.of(OracleChannels.split(dy, parts, images).get(1));
            }
            default -> List.of(backwardOfOne(layer, read.getFirst(), dy, images, step, gradients));
        };
    }

    private double[] backwardOfOne(
            Operation layer, double[] x, double[] dy, int images, OptionalLong step, Map<String, double[]> gradients) {
        return switch (layer.spec()) {
            case Conv2d conv -> {
                var oracle = convolution(conv, layer, images);
                gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy));
                if (conv.bias() != Bias.NONE) {
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(dy, weight(layer));
            }
            case ConvTranspose2d conv -> {
                var oracle = transposed(conv, layer, images);
                gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy));
                if (conv.bias()) {
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(dy, weight(layer));
            }
            case LocallyConnected2d connected -> {
                var oracle = local(connected, layer, images);
                gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy));
                if (connected.bias() != Bias.NONE) {
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(dy, weight(layer));
            }
            case Dense dense -> {
                var oracle = dense(dense, images);
                gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy));
                if (dense.bias()) {
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(dy, weight(layer));
            }
            case MaxPool2d _, GlobalMaxPool2d _ -> pooling(layer, images).maxGradientByInput(x, dy);
            case AvgPool2d _, GlobalAvgPool2d _, AdaptiveAvgPool2d _ ->
                pooling(layer, images).avgGradientByInput(dy);
            case Upsample(var factor) -> OracleUpsample.gradientByInput(dy, (Shape.Image) layer.input(), factor);
            case Activation(var function) -> OracleActivation.gradientByInput(function, x, dy);
            case Softmax _ -> softmax(false, layer, images).gradientByInput(x, dy);
            case LogSoftmax _ -> softmax(true, layer, images).gradientByInput(x, dy);
            case Dropout(double probability) -> dropped(probability, 1, layer, dy, images, step);
            case SpatialDropout2d(double probability) -> dropped(probability, plane(layer), layer, dy, images, step);
            case Flatten _, Reshape _ -> dy;
            case BatchNorm norm -> {
                var oracle = batchNorm(norm, layer, images);
                if (norm.affine()) {
                    gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy, oracle.statistics(x)));
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(x, dy, scale(layer));
            }
            case GroupNorm norm -> {
                var oracle = groupNorm(norm, layer, images);
                if (norm.affine()) {
                    gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy));
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(x, dy, scale(layer));
            }
            case LayerNorm norm -> {
                var oracle = layerNorm(norm, images);
                if (norm.affine()) {
                    gradients.put(layer.path() + ".weight", oracle.gradientByWeight(x, dy));
                    gradients.put(layer.path() + ".bias", oracle.gradientByBias(dy));
                }
                yield oracle.gradientByInput(x, dy, scale(layer));
            }
            case Residual _, Concat _, PadChannels _ -> throw new AssertionError(layer);
        };
    }

    private double[] weight(Operation layer) {
        return parameter(layer.path() + ".weight");
    }

    private double[] bias(Operation layer) {
        return parameters.getOrDefault(layer.path() + ".bias", new double[0]);
    }

    private static OracleConv2d convolution(Conv2d conv, Operation layer, int images) {
        return new OracleConv2d(Conv2dGeometry.of(conv, (Shape.Image) layer.input()), images);
    }

    private static OracleConvTranspose2d transposed(ConvTranspose2d conv, Operation layer, int images) {
        return new OracleConvTranspose2d(Conv2dGeometry.transposedBy(conv, (Shape.Image) layer.input()), images);
    }

    private static OracleLocallyConnected2d local(LocallyConnected2d local, Operation layer, int images) {
        return new OracleLocallyConnected2d(Conv2dGeometry.of(local.shared(), (Shape.Image) layer.input()), images);
    }

    private static OracleDense dense(Dense dense, int images) {
        return new OracleDense(images, dense.inFeatures(), dense.outFeatures());
    }

    private static OraclePool2d pooling(Operation layer, int images) {
        var image = (Shape.Image) layer.input();
        return switch (layer.spec()) {
            case MaxPool2d(var window) -> OraclePool2d.sliding(window, false, image, images);
            case AvgPool2d(var window, boolean countPadding) ->
                OraclePool2d.sliding(window, countPadding, image, images);
            case GlobalMaxPool2d _, GlobalAvgPool2d _ -> OraclePool2d.adaptive(Size2d.ONE, image, images);
            case AdaptiveAvgPool2d(var size) -> OraclePool2d.adaptive(size, image, images);
            default -> throw new AssertionError(layer);
        };
    }

    private static OracleSoftmax softmax(boolean logarithm, Operation layer, int images) {
        int channels = LayerSpec.channels(layer.input());
        return new OracleSoftmax(logarithm, images, channels, layer.input().size() / channels);
    }

    private static OracleBatchNorm batchNorm(BatchNorm norm, Operation layer, int images) {
        int positions = layer.input().size() / norm.channels();
        return new OracleBatchNorm(images, norm.channels(), positions, norm.epsilon());
    }

    private static OracleGroupNorm groupNorm(GroupNorm norm, Operation layer, int images) {
        int size = layer.input().size();
        return new OracleGroupNorm(images, norm.groups(), size / norm.groups(), size / norm.channels(), norm.epsilon());
    }

    private static OracleGroupNorm layerNorm(LayerNorm norm, int images) {
        return new OracleGroupNorm(images, 1, norm.shape().size(), 1, norm.epsilon());
    }

    /** Of length 0 where there is none. */
    private double[] scale(Operation layer) {
        return parameters.getOrDefault(layer.path() + ".weight", new double[0]);
    }

    /** Values of one channel. */
    private static int plane(Operation layer) {
        var image = (Shape.Image) layer.output();
        return image.height() * image.width();
    }

    /** Values, or gradients, after dropout, which decides about so many values at once. */
    private double[] dropped(
            double probability, int atOnce, Operation layer, double[] x, int images, OptionalLong step) {
        if (step.isEmpty()) {
            return x;
        }
        var mask = new DropoutMask(probability, DropoutMask.Unit.VALUE, dropoutSeed, layer.path());
        int size = x.length / images;
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] * mask.factor(mask.imageKey(step.getAsLong(), i / size), i % size / atOnce);
        }
        return y;
    }
}
