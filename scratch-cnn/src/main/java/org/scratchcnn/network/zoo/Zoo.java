package org.scratchcnn.network.zoo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** The networks that the project measures: from somebody's "CNN from scratch", a framework's tutorial or a paper. */
public final class Zoo {

    private Zoo() {}

    /** A multilayer perceptron for the 8-armed spiral; 760 parameters. */
    public static NetworkSpec spiralMlp() {
        return network(
                "spiral-mlp",
                Shape.features(2),
                Dense.of(2, 32),
                Activation.relu(),
                Dense.of(32, 16),
                Activation.relu(),
                Dense.of(16, 8));
    }

    /** Two convolutions and dropout for Fashion-MNIST; 206,922 parameters. */
    public static NetworkSpec fashionCnn() {
        return network(
                "fashion-cnn",
                Shape.image(1, 28, 28),
                sameConv(1, 16),
                Activation.relu(),
                MaxPool2d.of(2),
                sameConv(16, 32),
                Activation.relu(),
                MaxPool2d.of(2),
                new Flatten(),
                Dense.of(32 * 7 * 7, 128),
                Activation.relu(),
                new Dropout(0.5),
                Dense.of(128, 10));
    }

    /** Two convolutions for CIFAR-10; 545,098 parameters. */
    public static NetworkSpec cifarCnn() {
        return network(
                "cifar-cnn",
                Shape.image(3, 32, 32),
                sameConv(3, 32),
                Activation.relu(),
                MaxPool2d.of(2),
                sameConv(32, 64),
                Activation.relu(),
                MaxPool2d.of(2),
                new Flatten(),
                Dense.of(64 * 8 * 8, 128),
                Activation.relu(),
                Dense.of(128, 10));
    }

    /** The network of Keras' and TensorFlow's CIFAR-10 tutorial; 122,570 parameters. */
    public static NetworkSpec cifarTutorialCnn() {
        return network(
                "cifar-tutorial-cnn",
                Shape.image(3, 32, 32),
                Conv2d.of(3, 32, 3),
                Activation.relu(),
                MaxPool2d.of(2),
                Conv2d.of(32, 64, 3),
                Activation.relu(),
                MaxPool2d.of(2),
                Conv2d.of(64, 64, 3),
                Activation.relu(),
                new Flatten(),
                Dense.of(64 * 4 * 4, 64),
                Activation.relu(),
                Dense.of(64, 10));
    }

    /** Three convolutions with one bias per output position, and overlapping pools; 359,846 parameters. */
    public static NetworkSpec mnistUntiedCnn() {
        var pool = MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(new Padding2d(0, 0, 1, 1));
        return network(
                "mnist-untied-cnn",
                Shape.image(1, 28, 28),
                untiedConv(1, 16),
                Activation.relu(),
                pool,
                untiedConv(16, 32),
                Activation.relu(),
                pool,
                untiedConv(32, 64),
                Activation.relu(),
                new Flatten(),
                Dense.of(64 * 7 * 7, 100),
                Activation.relu(),
                Dense.of(100, 10));
    }

    /** A tiny network for MNIST padded to 32×32; 7,856 parameters. */
    public static NetworkSpec scratcherCnn() {
        return network(
                "scratcher-cnn",
                Shape.image(1, 32, 32),
                Conv2d.of(1, 2, 3),
                Activation.relu(),
                MaxPool2d.of(2),
                Conv2d.of(2, 4, 3),
                Activation.relu(),
                MaxPool2d.of(2),
                new Flatten(),
                Dense.of(4 * 6 * 6, 50),
                Activation.relu(),
                Dense.of(50, 10));
    }

    /**
     * LeNet-5 of LeCun et al. 1998 for MNIST padded to 32×32, as frameworks build it: every filter of the second convolution
     * sees all channels, and softmax follows; 61,706 parameters.
     */
    public static NetworkSpec lenet5() {
        return network(
                "lenet-5",
                Shape.image(1, 32, 32),
                Conv2d.of(1, 6, 5),
                Activation.tanh(),
                AvgPool2d.of(2),
                Conv2d.of(6, 16, 5),
                Activation.tanh(),
                AvgPool2d.of(2),
                new Flatten(),
                Dense.of(16 * 5 * 5, 120),
                Activation.tanh(),
                Dense.of(120, 84),
                Activation.tanh(),
                Dense.of(84, 10));
    }

    /** Three blocks of two convolutions as in Simonyan and Zisserman 2015, for CIFAR-10; 550,570 parameters. */
    public static NetworkSpec vggMini() {
        var layers = new ArrayList<LayerSpec>();
        int from = 3;
        for (int filters : new int[] {32, 64, 128}) {
            layers.addAll(List.of(
                    sameConv(from, filters),
                    Activation.relu(),
                    sameConv(filters, filters),
                    Activation.relu(),
                    MaxPool2d.of(2)));
            from = filters;
        }
        layers.addAll(List.of(new Flatten(), Dense.of(128 * 4 * 4, 128), Activation.relu(), Dense.of(128, 10)));
        return network("vgg-mini", Shape.image(3, 32, 32), layers.toArray(LayerSpec[]::new));
    }

    /** ResNet-20 of He et al. 2016 for CIFAR-10, with 1×1 convolutions where channels are added; 272,474 parameters. */
    public static NetworkSpec resnet20() {
        return BranchedNetworks.resnet20();
    }

    /** The same with channels of zeros in place of those convolutions; 269,722 parameters. */
    public static NetworkSpec resnet20A() {
        return BranchedNetworks.resnet20A();
    }

    /** Two small modules of parallel convolutions for CIFAR-10, after Szegedy et al. 2015; 28,338 parameters. */
    public static NetworkSpec inceptionMini() {
        return BranchedNetworks.inceptionMini();
    }

    /** MobileNet of a quarter of its width and with 8 of its 13 pairs of convolutions, for CIFAR-10; 56,666 parameters. */
    public static NetworkSpec mobilenetMini() {
        return MobileNet.of("mobilenet-mini", Shape.image(3, 32, 32), 10, 0.25, 8, 1);
    }

    /**
     * The network of airbench94 for CIFAR-10 (Jordan 2024), trained by labels that are smoothed by 0.2; 1,972,792 parameters,
     * of which the recipe never trains the 288 weights of the first convolution and the 1,152 scales.
     */
    public static NetworkSpec airbench94() {
        return Airbench.network();
    }

    /** All networks: those of {@link Tasks#measured()} in their order, then all others. */
    public static List<NetworkSpec> networks() {
        return List.of(
                spiralMlp(),
                fashionCnn(),
                cifarCnn(),
                cifarTutorialCnn(),
                mnistUntiedCnn(),
                scratcherCnn(),
                lenet5(),
                vggMini(),
                resnet20(),
                resnet20A(),
                inceptionMini(),
                mobilenetMini(),
                airbench94());
    }

    /**
     * The network of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static NetworkSpec network(String name) {
        return networks().stream()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no network \"%s\"; there are: %s"
                        .formatted(
                                name, networks().stream().map(NetworkSpec::name).collect(Collectors.joining(", ")))));
    }

    private static NetworkSpec network(String name, Shape input, LayerSpec... layers) {
        return new NetworkSpec(name, input, List.of(layers), LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    /** 3×3 with a border of one, so that the image keeps its size. */
    private static Conv2d sameConv(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3).withPadding(Padding2d.all(1));
    }

    private static Conv2d untiedConv(int inChannels, int outChannels) {
        return sameConv(inChannels, outChannels).withBias(Bias.PER_POSITION);
    }
}
