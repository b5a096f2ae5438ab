package org.scratchcnn.oracle;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Activation.Function.Gelu.Approximation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
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
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Window2d;

/**
 * Small networks, each with something in its middle that is to be tested: mostly a convolution before it, so that its
 * gradient by input is needed, and a dense layer behind it.
 */
public final class SmallNetworks {

    /** Logits of each. */
    public static final int CLASSES = 3;

    private SmallNetworks() {}

    /** Every layer in all its forms, alone and beside others. */
    public static List<NetworkSpec> ofEachLayer() {
        var asymmetric = new Padding2d(1, 0, 2, 1);
        return List.of(
                network("conv, valid", Conv2d.of(2, 3, 3)),
                network("conv, padded", Conv2d.of(2, 3, 3).withPadding(Padding2d.all(1))),
                network(
                        "conv, strided, padded unevenly",
                        Conv2d.of(2, 3, 3).withStride(new Size2d(2, 3)).withPadding(asymmetric)),
                network(
                        "conv, dilated",
                        Conv2d.of(2, 2, 2).withDilation(new Size2d(2, 3)).withPadding(Padding2d.all(2))),
                network("conv, without bias", Conv2d.of(2, 3, 3).withBias(Bias.NONE)),
                network(
                        "conv, bias per position",
                        Conv2d.of(2, 3, 3).withPadding(Padding2d.all(1)).withBias(Bias.PER_POSITION)),
                network("conv, 1×1", Conv2d.of(2, 5, 1)),
                network(
                        "conv, depthwise, then pointwise",
                        sameConv(2, 2).withGroups(2),
                        Activation.relu(),
                        Conv2d.of(2, 4, 1).withBias(Bias.NONE),
                        sameConv(4, 8).withStride(Size2d.square(2)).withGroups(4)),
                network("locally connected", LocallyConnected2d.of(2, 3, 3), Activation.tanh()),
                network(
                        "locally connected, strided, padded unevenly, between convolutions",
                        sameConv(2, 4),
                        new LocallyConnected2d(
                                4,
                                2,
                                new Window2d(new Size2d(3, 2), Size2d.square(2), new Padding2d(1, 0, 1, 1), Size2d.ONE),
                                Bias.PER_CHANNEL),
                        BatchNorm2d.of(2),
                        sameConv(2, 2)),
                network("transposed conv", ConvTranspose2d.of(2, 3, 3), Activation.tanh()),
                network(
                        "transposed conv, strided, padded unevenly, between convolutions",
                        sameConv(2, 4).withStride(Size2d.square(2)),
                        Activation.relu(),
                        ConvTranspose2d.of(4, 2, 3)
                                .withStride(Size2d.square(2))
                                .withPadding(new Padding2d(1, 0, 1, 1))
                                .withOutputPadding(new Size2d(1, 0))
                                .withGroups(2),
                        BatchNorm2d.of(2),
                        sameConv(2, 2)),
                network(
                        "conv, in groups",
                        sameConv(2, 6),
                        Activation.tanh(),
                        sameConv(6, 4).withGroups(2)),
                network(
                        "batch norms behind convolutions in groups",
                        sameConv(2, 4).withGroups(2).withBias(Bias.NONE),
                        BatchNorm2d.of(4),
                        Activation.relu(),
                        sameConv(4, 6).withGroups(2),
                        BatchNorm2d.of(6)),
                new NetworkSpec(
                        "first convolution in groups, before a max pool",
                        Shape.image(2, 8, 8),
                        List.of(
                                sameConv(2, 4).withGroups(2),
                                Activation.relu(),
                                MaxPool2d.of(2),
                                new Flatten(),
                                Dense.of(64, CLASSES)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY),
                network("max pool", MaxPool2d.of(2)),
                network(
                        "max pool, overlapping",
                        MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(asymmetric)),
                network("ReLU before max pool", Activation.relu(), MaxPool2d.of(2)),
                network(
                        "ReLU before overlapping max pool",
                        Activation.relu(),
                        MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(asymmetric)),
                network("ReLU before two max pools", Activation.relu(), MaxPool2d.of(2), MaxPool2d.of(2)),
                network("max pool, leaving gaps", MaxPool2d.of(1).withStride(Size2d.square(2))),
                network("average pool", AvgPool2d.of(2)),
                network("average pool, padding counted", AvgPool2d.of(3).withPadding(asymmetric)),
                network(
                        "average pool, padding not counted",
                        AvgPool2d.of(3).withPadding(asymmetric).withCountPadding(false)),
                network("ReLU", Activation.relu()),
                network("sigmoid", Activation.sigmoid()),
                network("tanh", Activation.tanh()),
                network("leaky ReLU before max pool", Activation.leakyRelu(0.2), MaxPool2d.of(2)),
                network("ELU", Activation.elu(0.7)),
                network("GELU", Activation.gelu()),
                network("GELU by tanh", Activation.gelu(Approximation.TANH)),
                network("SiLU", Activation.silu(), sameConv(2, 2), Activation.silu()),
                network("Hardswish", Activation.scale(3), Activation.hardswish()),
                network("Softplus", Activation.softplus()),
                network("softmax over channels", sameConv(2, 5), new Softmax(), sameConv(5, 2)),
                network("logarithm of the softmax over channels", sameConv(2, 5), new LogSoftmax(), Activation.tanh()),
                network(
                        "softmax over features, and its logarithm",
                        new Flatten(),
                        Dense.of(84, 12),
                        new Softmax(),
                        Dense.of(12, 7),
                        new LogSoftmax()),
                network(
                        "image read as another, between convolutions",
                        sameConv(2, 3),
                        new Reshape(Shape.image(6, 3, 7)),
                        sameConv(6, 2)),
                network(
                        "features read as an image",
                        new Flatten(),
                        Dense.of(84, 30),
                        Activation.tanh(),
                        new Reshape(Shape.image(2, 3, 5)),
                        sameConv(2, 2),
                        new Reshape(Shape.features(30)),
                        Activation.tanh()),
                network(
                        "branches read as other shapes",
                        new Concat(List.of(
                                List.of(new Reshape(Shape.image(4, 3, 7)), sameConv(4, 2)),
                                List.of(new Reshape(Shape.image(4, 3, 7))))),
                        sameConv(6, 2)),
                network("dropout", new Dropout(0.3)),
                network("dropout of channels", sameConv(2, 5), new SpatialDropout2d(0.3), sameConv(5, 2)),
                network("dropout of no channels", new SpatialDropout2d(0)),
                network("dropout of nothing", new Dropout(0)),
                network(
                        "sigmoid before padding",
                        Activation.sigmoid(),
                        Conv2d.of(2, 2, 3).withPadding(Padding2d.all(2))),
                network(
                        "layers of one shape, whose gradients share memory",
                        Conv2d.of(2, 2, 3).withPadding(Padding2d.all(1)),
                        Activation.tanh(),
                        Conv2d.of(2, 2, 3).withPadding(Padding2d.all(1)),
                        Activation.tanh(),
                        Conv2d.of(2, 2, 3).withPadding(Padding2d.all(1)),
                        Activation.tanh()),
                network("batch norm", BatchNorm2d.of(2)),
                network(
                        "batch norm, without scale and shift",
                        BatchNorm2d.of(2).withAffine(false).withEpsilon(0.1)),
                network("batch norm and padding", BatchNorm2d.of(2), sameConv(2, 3), BatchNorm2d.of(3)),
                network(
                        "batch norm behind a convolution with bias",
                        sameConv(2, 2),
                        BatchNorm2d.of(2),
                        Activation.relu()),
                network("group norm", sameConv(2, 6), GroupNorm.of(3, 6), Activation.tanh()),
                network(
                        "group norm, without scale and shift",
                        GroupNorm.of(1, 2).withAffine(false).withEpsilon(0.1)),
                network(
                        "group norms beside a batch norm, whose parts meet",
                        GroupNorm.of(2, 2),
                        Residual.of(sameConv(2, 2), BatchNorm2d.of(2), GroupNorm.of(1, 2)),
                        new Flatten(),
                        Dense.of(84, 12),
                        GroupNorm.of(2, 12)),
                network("layer norm", sameConv(2, 6), LayerNorm.of(Shape.image(6, 7, 6)), Activation.tanh()),
                network(
                        "layer norms, without scale and shift, and of features",
                        LayerNorm.of(Shape.image(2, 7, 6)).withAffine(false).withEpsilon(0.1),
                        Residual.of(sameConv(2, 2), BatchNorm2d.of(2), LayerNorm.of(Shape.image(2, 7, 6))),
                        new Flatten(),
                        Dense.of(84, 12),
                        LayerNorm.of(Shape.features(12))),
                network(
                        "pools in ceil mode",
                        MaxPool2d.of(2).withCeilMode(true),
                        AvgPool2d.of(3)
                                .withStride(Size2d.square(2))
                                .withPadding(Padding2d.all(1))
                                .withCeilMode(true)),
                network("global max pool", Activation.relu(), new GlobalMaxPool2d(), Activation.tanh()),
                network("adaptive average pool", Activation.tanh(), new AdaptiveAvgPool2d(new Size2d(3, 4))),
                network("upsampling", MaxPool2d.of(2), new Upsample(new Size2d(3, 2)), sameConv(2, 2)),
                network("global average pool", new GlobalAvgPool2d(), BatchNorm1d.of(2), Activation.tanh()),
                network("zero channels", new PadChannels(1, 2), Activation.tanh(), sameConv(5, 2)),
                network("residual", Residual.of(sameConv(2, 2), Activation.tanh(), sameConv(2, 2)), Activation.relu()),
                network(
                        "residual with batch norms and a projection",
                        new Residual(
                                List.of(
                                        sameConv(2, 3)
                                                .withStride(Size2d.square(2))
                                                .withBias(Bias.NONE),
                                        BatchNorm2d.of(3),
                                        Activation.relu(),
                                        sameConv(3, 3).withBias(Bias.NONE),
                                        BatchNorm2d.of(3)),
                                List.of(
                                        Conv2d.of(2, 3, 1)
                                                .withStride(Size2d.square(2))
                                                .withBias(Bias.NONE),
                                        BatchNorm2d.of(3))),
                        Activation.relu()),
                network(
                        "residual without parameters in its shortcut",
                        new Residual(
                                List.of(sameConv(2, 4).withStride(Size2d.square(2)), BatchNorm2d.of(4)),
                                List.of(AvgPool2d.of(1).withStride(Size2d.square(2)), new PadChannels(1, 1))),
                        Activation.relu()),
                network(
                        "residual of nothing but dropout of nothing",
                        Activation.tanh(),
                        Residual.of(new Dropout(0)),
                        Activation.tanh()),
                network(
                        "residuals inside residuals",
                        Residual.of(
                                Activation.tanh(),
                                Residual.of(sameConv(2, 2), Activation.relu()),
                                new Dropout(0.2),
                                Residual.of(Activation.sigmoid()))),
                network(
                        "branches",
                        new Concat(List.of(
                                List.of(Conv2d.of(2, 2, 1)),
                                List.of(Conv2d.of(2, 2, 1), Activation.relu(), sameConv(2, 3)),
                                List.of(
                                        MaxPool2d.of(3).withStride(Size2d.ONE).withPadding(Padding2d.all(1)),
                                        Conv2d.of(2, 1, 1)))),
                        Activation.relu(),
                        sameConv(6, 2)),
                network(
                        "branches with batch norms",
                        new Concat(List.of(
                                List.of(sameConv(2, 2), BatchNorm2d.of(2), Activation.relu()),
                                List.of(),
                                List.of(BatchNorm2d.of(2), Activation.tanh())))),
                network(
                        "branches that hand their input on, one after the other",
                        Activation.tanh(),
                        new Concat(List.of(List.of(), List.of(sameConv(2, 2), Activation.relu()))),
                        new Concat(List.of(List.of(), List.of(sameConv(4, 2), Activation.relu()))),
                        new Concat(List.of(List.of(), List.of())),
                        sameConv(12, 2)),
                network(
                        "zero channels in a branch, where other values had their turn",
                        Activation.tanh(),
                        sameConv(2, 4),
                        Activation.relu(),
                        sameConv(4, 2),
                        new Concat(List.of(List.of(sameConv(2, 1), new PadChannels(0, 1)), List.of(sameConv(2, 2)))),
                        Activation.tanh(),
                        sameConv(4, 2)),
                network(
                        "branches inside branches and residuals",
                        Activation.tanh(),
                        Residual.of(
                                new Concat(List.of(
                                        List.of(Conv2d.of(2, 1, 1)),
                                        List.of(
                                                sameConv(2, 2),
                                                new Concat(List.of(
                                                        List.of(Activation.relu()),
                                                        List.of(Residual.of(Activation.sigmoid()))))))),
                                sameConv(5, 2)),
                        sameConv(2, 2)),
                network(
                        "ReLU that more than a max pool reads",
                        Activation.relu(),
                        new Concat(List.of(List.of(MaxPool2d.of(2)), List.of(AvgPool2d.of(2))))),
                new NetworkSpec(
                        "first convolutions before max pools, in branches",
                        Shape.image(2, 8, 8),
                        List.of(
                                new Concat(List.of(
                                        List.of(sameConv(2, 3), Activation.relu(), MaxPool2d.of(2)),
                                        List.of(Conv2d.of(2, 2, 1), MaxPool2d.of(2)))),
                                new Flatten(),
                                Dense.of(80, CLASSES)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY),
                new NetworkSpec(
                        "a residual at the end of a branch of features",
                        Shape.features(5),
                        List.of(
                                Dense.of(5, 6),
                                new Concat(List.of(List.of(Residual.of(Dense.of(6, 6))), List.of(Dense.of(6, 4)))),
                                Dense.of(10, CLASSES)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY),
                new NetworkSpec(
                        "features in branches",
                        Shape.features(5),
                        List.of(
                                Dense.of(5, 6),
                                BatchNorm1d.of(6),
                                Activation.relu(),
                                new Concat(List.of(
                                        List.of(Dense.of(6, 7), Activation.tanh()),
                                        List.of(),
                                        List.of(new Dense(6, 3, false)))),
                                Residual.of(Dense.of(16, 16), BatchNorm1d.of(16).withAffine(false)),
                                Dense.of(16, CLASSES)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY),
                new NetworkSpec(
                        "batch norm first, and logits that two branches add up",
                        Shape.features(4),
                        List.of(
                                BatchNorm1d.of(4),
                                new Residual(
                                        List.of(Dense.of(4, 8), Activation.tanh(), Dense.of(8, CLASSES)),
                                        List.of(Dense.of(4, CLASSES)))),
                        LossSpec.SOFTMAX_CROSS_ENTROPY),
                new NetworkSpec(
                        "dense",
                        Shape.features(5),
                        List.of(
                                new Dense(5, 7, false),
                                Activation.tanh(),
                                Dense.of(7, 9),
                                Activation.relu(),
                                new Dropout(0.5),
                                Dense.of(9, CLASSES)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY),
                new NetworkSpec(
                        "untrained layers first",
                        Shape.image(2, 6, 5),
                        List.of(
                                Activation.tanh(),
                                AvgPool2d.of(2),
                                new Dropout(0.2),
                                new Flatten(),
                                Dense.of(12, CLASSES)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY));
    }

    private static NetworkSpec network(String name, LayerSpec... tested) {
        var layers = new ArrayList<LayerSpec>();
        layers.add(Conv2d.of(1, 2, 2));
        layers.addAll(List.of(tested));
        var input = Shape.image(1, 8, 7);
        Shape shape = input;
        for (var layer : layers) {
            shape = layer.outputShape(shape);
        }
        if (shape instanceof Shape.Image) {
            layers.add(new Flatten());
        }
        layers.add(Dense.of(shape.size(), CLASSES));
        return new NetworkSpec(name, input, layers, LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static Conv2d sameConv(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3).withPadding(Padding2d.all(1));
    }
}
