package org.scratchcnn.network.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Window2d;

/** Small trainings, each around one layer, loss or optimizer, in which engines are compared number by number. */
public final class OperationCases {

    private static final int SAMPLES = 3;
    private static final Shape.Image IMAGE = Shape.image(2, 7, 6);
    private static final List<Double> CLASS_WEIGHTS = List.of(0.4, 2.0, 0.7);
    private static final Padding2d UNEVEN = new Padding2d(0, 1, 2, 1);

    private static final ConvTranspose2d UPSAMPLING =
            ConvTranspose2d.of(4, 6, 3).withStride(Size2d.square(2)).withPadding(Padding2d.all(1));

    private OperationCases() {}

    /** One for each layer, loss and optimizer, in all its forms; the networks' names say what is in them. */
    public static List<TrainingSpec> all() {
        return Stream.concat(
                        networks().stream()
                                .map(network -> TrainingSpec.of(network, OptimizerSpec.sgd(0.1), SAMPLES, 1)),
                        optimizers().stream())
                .toList();
    }

    /** Networks around each layer and loss. */
    public static List<NetworkSpec> networks() {
        return List.of(
                image("padded convolution", Conv2d.of(2, 3, 3).withPadding(Padding2d.all(1)), Activation.tanh()),
                image("convolution with stride and uneven sides", strided(), Activation.sigmoid()),
                image("dilated convolution", Conv2d.of(2, 3, 2).withDilation(new Size2d(2, 3)), Activation.tanh()),
                image("convolution without bias", Conv2d.of(2, 3, 3).withBias(Bias.NONE), Activation.tanh()),
                image(
                        "convolution with a bias for each position",
                        Conv2d.of(2, 3, 3).withBias(Bias.PER_POSITION),
                        Activation.relu()),
                image(
                        "depthwise convolution",
                        Conv2d.of(2, 2, 3).withPadding(UNEVEN).withGroups(2),
                        Activation.tanh()),
                image(
                        "depthwise convolution of several filters a channel",
                        Conv2d.of(2, 6, 3).withStride(new Size2d(1, 2)).withGroups(2),
                        Activation.tanh()),
                image(
                        "convolution in groups",
                        Conv2d.of(2, 4, 3),
                        Conv2d.of(4, 6, 3).withGroups(2),
                        Activation.tanh()),
                image("locally connected layer", LocallyConnected2d.of(2, 3, 3), Activation.tanh()),
                image(
                        "locally connected layer with a bias per channel, padded on one side",
                        Conv2d.of(2, 4, 3),
                        new LocallyConnected2d(
                                4,
                                3,
                                new Window2d(Size2d.square(3), new Size2d(2, 1), UNEVEN, Size2d.ONE),
                                Bias.PER_CHANNEL),
                        Activation.tanh()),
                image("transposed convolution", Conv2d.of(2, 4, 3), UPSAMPLING, Activation.tanh()),
                image("transposed convolution with dilation", Conv2d.of(2, 4, 3), dilated(), Activation.tanh()),
                image(
                        "transposed convolution with output padding",
                        Conv2d.of(2, 4, 3),
                        UPSAMPLING.withOutputPadding(Size2d.ONE).withBias(false),
                        Activation.tanh()),
                image(
                        "transposed convolution in groups, padded on one side",
                        Conv2d.of(2, 4, 3),
                        UPSAMPLING.withPadding(UNEVEN).withGroups(2),
                        Activation.tanh()),
                image("convolution padded on one side", Conv2d.of(2, 3, 3).withPadding(UNEVEN), Activation.tanh()),
                image("max pool", Conv2d.of(2, 3, 3), MaxPool2d.of(2)),
                image("overlapping max pool", Conv2d.of(2, 3, 1), overlapping(Padding2d.NONE)),
                image("padded max pool of negative values", Conv2d.of(2, 3, 1), overlapping(Padding2d.all(1))),
                image("max pool with much padding", Conv2d.of(2, 3, 1), overlapping(Padding2d.all(2))),
                image("max pool padded on one side", Conv2d.of(2, 3, 1), overlapping(UNEVEN)),
                image(
                        "max pool padded on one side after ReLU",
                        Conv2d.of(2, 3, 1),
                        Activation.relu(),
                        overlapping(UNEVEN)),
                image("average pool", Conv2d.of(2, 3, 3), AvgPool2d.of(2)),
                image("average pool that counts padding", Conv2d.of(2, 3, 1), average(Padding2d.all(1), true)),
                image("average pool that counts uneven padding", Conv2d.of(2, 3, 1), average(UNEVEN, true)),
                image("average pool that leaves padding out", Conv2d.of(2, 3, 1), average(Padding2d.all(1), false)),
                image("average pool that leaves uneven padding out", Conv2d.of(2, 3, 1), average(UNEVEN, false)),
                image("max pool in ceil mode", Conv2d.of(2, 3, 1), ceilMode()),
                image("max pool in ceil mode after ReLU", Conv2d.of(2, 3, 1), Activation.relu(), ceilMode()),
                image(
                        "average pool in ceil mode",
                        Conv2d.of(2, 3, 1),
                        average(Padding2d.all(1), true)
                                .withStride(new Size2d(2, 3))
                                .withCeilMode(true)),
                image("average pool into windows that overlap", Conv2d.of(2, 3, 1), adaptive(3, 4)),
                image("average pool into windows side by side", Conv2d.of(2, 3, 2), adaptive(3, 1)),
                image("global max pool", Conv2d.of(2, 3, 3), new GlobalMaxPool2d()),
                image("upsampling", MaxPool2d.of(2), new Upsample(new Size2d(2, 3)), Conv2d.of(2, 3, 3)),
                image("ReLU", Conv2d.of(2, 3, 3), Activation.relu()),
                image("ReLU after another activation", Conv2d.of(2, 3, 3), Activation.tanh(), Activation.relu()),
                image("leaky ReLU", Conv2d.of(2, 3, 3), Activation.leakyRelu(0.2), MaxPool2d.of(2)),
                image("ELU", Conv2d.of(2, 3, 3), Activation.elu(1)),
                image("ELU with another alpha", Conv2d.of(2, 3, 3), Activation.elu(0.7)),
                image("GELU", Conv2d.of(2, 3, 3), Activation.gelu()),
                image("GELU by tanh", Conv2d.of(2, 3, 3), Activation.gelu(Activation.Function.Gelu.Approximation.TANH)),
                image("SiLU", Conv2d.of(2, 3, 3), Activation.silu()),
                image("Hardswish", Conv2d.of(2, 3, 3), Activation.scale(3), Activation.hardswish()),
                image("Softplus", Conv2d.of(2, 3, 3), Activation.softplus()),
                image("scaled", Activation.scale(-1.5), Conv2d.of(2, 3, 3)),
                image("softmax over channels", Conv2d.of(2, 3, 3), new Softmax(), Conv2d.of(3, 2, 1)),
                image("logarithm of the softmax over channels", Conv2d.of(2, 3, 3), new LogSoftmax(), MaxPool2d.of(2)),
                image("ReLU of the input", Activation.relu(), Conv2d.of(2, 3, 3)),
                image(
                        "image read as another",
                        Conv2d.of(2, 3, 3),
                        new Reshape(Shape.image(5, 2, 6)),
                        Conv2d.of(5, 2, 2),
                        Activation.tanh()),
                image(
                        "image read as features, and these as an image",
                        Conv2d.of(2, 3, 3),
                        new Reshape(Shape.features(60)),
                        Activation.tanh(),
                        new Reshape(Shape.image(3, 4, 5)),
                        Conv2d.of(3, 2, 2)),
                image("global average pool", Conv2d.of(2, 3, 3), new GlobalAvgPool2d()),
                image("batch normalization of images", Conv2d.of(2, 3, 3), BatchNorm2d.of(3), Activation.relu()),
                image(
                        "batch normalization without scale and shift",
                        Conv2d.of(2, 3, 3),
                        BatchNorm2d.of(3).withAffine(false).withEpsilon(0.1),
                        Activation.relu()),
                image("batch normalization of the input", BatchNorm2d.of(2), Conv2d.of(2, 3, 3)),
                image("group normalization", Conv2d.of(2, 4, 3), GroupNorm.of(2, 4), Activation.relu()),
                image(
                        "group normalization of the input without scale and shift",
                        GroupNorm.of(1, 2).withAffine(false).withEpsilon(0.1),
                        Conv2d.of(2, 3, 3)),
                image(
                        "layer normalization of images",
                        Conv2d.of(2, 3, 3),
                        LayerNorm.of(Shape.image(3, 5, 4)),
                        Activation.relu()),
                image(
                        "layer normalization of the input without scale and shift",
                        LayerNorm.of(IMAGE).withAffine(false).withEpsilon(0.1),
                        Conv2d.of(2, 3, 3)),
                image("added channels", Conv2d.of(2, 3, 3), new PadChannels(1, 4), Activation.tanh()),
                image("channels added before", new PadChannels(2, 0), Conv2d.of(4, 3, 3)),
                image("no channels added", Conv2d.of(2, 3, 3), new PadChannels(0, 0)),
                features("softmax", LossSpec.SOFTMAX_CROSS_ENTROPY, Activation.tanh()),
                features("label smoothing", new LossSpec.SoftmaxCrossEntropy(0.1, List.of()), Activation.tanh()),
                features("class weights", new LossSpec.SoftmaxCrossEntropy(0, CLASS_WEIGHTS), Activation.tanh()),
                features(
                        "label smoothing and class weights",
                        new LossSpec.SoftmaxCrossEntropy(0.1, CLASS_WEIGHTS),
                        Activation.tanh()),
                features("focal loss", new LossSpec.Focal(2, List.of()), Activation.tanh()),
                features("focal loss and class weights", new LossSpec.Focal(0.5, CLASS_WEIGHTS), Activation.tanh()),
                features("sigmoid", LossSpec.BINARY_CROSS_ENTROPY, Activation.tanh()),
                features("squares", LossSpec.MEAN_SQUARED_ERROR, Activation.tanh()),
                features("absolute errors", new LossSpec.MeanAbsoluteError(), Activation.tanh()),
                features("Huber loss", new LossSpec.Huber(0.5), Activation.tanh()),
                outputs(
                        "binary cross-entropy of probabilities",
                        new LossSpec.BinaryCrossEntropyOfProbabilities(),
                        Activation.sigmoid()),
                outputs("Kullback-Leibler divergence", new LossSpec.KullbackLeibler(), new LogSoftmax()),
                features(
                        "batch normalization of features",
                        LossSpec.SOFTMAX_CROSS_ENTROPY,
                        BatchNorm1d.of(6),
                        Activation.tanh()),
                features(
                        "batch normalization of features without scale and shift",
                        LossSpec.SOFTMAX_CROSS_ENTROPY,
                        BatchNorm1d.of(6).withAffine(false),
                        Activation.tanh()),
                features(
                        "layer normalization of features",
                        LossSpec.SOFTMAX_CROSS_ENTROPY,
                        LayerNorm.of(Shape.features(6)),
                        Activation.tanh()),
                features("softmax over features", LossSpec.SOFTMAX_CROSS_ENTROPY, new Softmax()),
                features(
                        "logarithm of the softmax over features",
                        LossSpec.SOFTMAX_CROSS_ENTROPY,
                        new LogSoftmax(),
                        Activation.tanh()),
                features(
                        "branches of features",
                        LossSpec.SOFTMAX_CROSS_ENTROPY,
                        new Concat(List.of(
                                List.of(Activation.relu()),
                                List.of(Dense.of(6, 4), BatchNorm1d.of(4), Activation.tanh()),
                                List.of())),
                        Residual.of(Dense.of(16, 16))));
    }

    private static List<TrainingSpec> optimizers() {
        var l2 = new DecaySpec.L2(0.01);
        return List.of(
                optimizer("momentum", new OptimizerSpec.Sgd(0.1, 0.9, false)),
                optimizer("Nesterov's momentum", new OptimizerSpec.Sgd(0.1, 0.9, true)),
                optimizer("momentum and L2 decay", new OptimizerSpec.Sgd(0.1, 0.9, false))
                        .withDecay(l2),
                optimizer("Adam", OptimizerSpec.adam(0.01)),
                optimizer("Adam and L2 decay", OptimizerSpec.adam(0.01)).withDecay(l2),
                optimizer("AdamW", OptimizerSpec.adam(0.01)).withDecay(new DecaySpec.Decoupled(0.01)),
                optimizer("AMSGrad", OptimizerSpec.amsGrad(0.01)),
                optimizer("NAdam", OptimizerSpec.nadam(0.01)),
                optimizer("RMSProp", OptimizerSpec.rmsProp(0.01)),
                optimizer("AdaGrad", OptimizerSpec.adaGrad(0.01)),
                optimizer("Lion", OptimizerSpec.lion(0.01)),
                optimizer("Muon", OptimizerSpec.muon(0.01)));
    }

    private static TrainingSpec optimizer(String name, OptimizerSpec optimizer) {
        var network = image(name, Conv2d.of(2, 3, 3), Activation.tanh());
        return TrainingSpec.of(network, optimizer, SAMPLES, 1);
    }

    /** Layers over small images, and a dense one; trained by softmax and cross-entropy. */
    public static NetworkSpec image(String name, LayerSpec... layers) {
        return image(name, LossSpec.SOFTMAX_CROSS_ENTROPY, layers);
    }

    /** Layers over small images, and a dense one. */
    public static NetworkSpec image(String name, LossSpec loss, LayerSpec... layers) {
        var all = new ArrayList<>(List.of(layers));
        Shape shape = IMAGE;
        for (var layer : all) {
            shape = layer.outputShape(shape);
        }
        if (shape instanceof Shape.Image) {
            all.add(new Flatten());
        }
        all.add(Dense.of(shape.size(), 4));
        return new NetworkSpec(name, IMAGE, all, loss);
    }

    /** Layers between two dense ones; the first makes 6 features. */
    private static NetworkSpec features(String name, LossSpec loss, LayerSpec... layers) {
        var all = new ArrayList<LayerSpec>();
        all.add(new Dense(5, 6, false));
        all.addAll(List.of(layers));
        Shape shape = Shape.features(5);
        for (var layer : all) {
            shape = layer.outputShape(shape);
        }
        all.add(Dense.of(shape.size(), 3));
        return new NetworkSpec(name, Shape.features(5), all, loss);
    }

    /** A dense layer, and one behind it that makes the outputs what the loss takes. */
    private static NetworkSpec outputs(String name, LossSpec loss, LayerSpec last) {
        return new NetworkSpec(name, Shape.features(5), List.of(Dense.of(5, 3), last), loss);
    }

    private static ConvTranspose2d dilated() {
        var window = UPSAMPLING.window();
        return UPSAMPLING.withWindow(
                new Window2d(window.kernel(), window.stride(), window.padding(), new Size2d(1, 2)));
    }

    private static Conv2d strided() {
        return Conv2d.of(2, 3, 3)
                .withKernel(new Size2d(3, 2))
                .withStride(new Size2d(2, 1))
                .withPadding(new Padding2d(1, 0, 1, 0));
    }

    private static MaxPool2d overlapping(Padding2d padding) {
        return MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(padding);
    }

    private static MaxPool2d ceilMode() {
        return MaxPool2d.of(3).withStride(new Size2d(2, 4)).withCeilMode(true);
    }

    private static AdaptiveAvgPool2d adaptive(int rows, int columns) {
        return new AdaptiveAvgPool2d(new Size2d(rows, columns));
    }

    private static AvgPool2d average(Padding2d padding, boolean countPadding) {
        return AvgPool2d.of(3).withStride(Size2d.square(2)).withPadding(padding).withCountPadding(countPadding);
    }
}
