package org.scratchcnn.network.zoo;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** Networks for CIFAR-10 whose layers branch and meet. Their convolutions have no bias, since a batch normalization follows. */
final class BranchedNetworks {

    private static final int BLOCKS_A_STAGE = 3;
    private static final Size2d HALVING = Size2d.square(2);

    /** What a block's shortcut is where the image shrinks and gets more channels (He et al. 2016, section 3.3). */
    private enum Shortcut {
        /** A: every other row and column, and channels of zeros; no parameters. */
        PADDED,
        /** B: a 1×1 convolution of stride 2. */
        PROJECTED;

        List<LayerSpec> layers(int from, int to) {
            return switch (this) {
                case PADDED -> {
                    int added = to - from;
                    yield List.of(MaxPool2d.of(1).withStride(HALVING), new PadChannels(added / 2, added - added / 2));
                }
                case PROJECTED -> List.of(conv(from, to, 1).withStride(HALVING), BatchNorm2d.of(to));
            };
        }
    }

    private BranchedNetworks() {}

    /** ResNet-20 of He et al. 2016, section 4.2, with projections (option B); 272,474 parameters. */
    static NetworkSpec resnet20() {
        return resnet20("resnet-20", Shortcut.PROJECTED);
    }

    /** ResNet-20 as He et al. trained it, with shortcuts without parameters (option A); 269,722 parameters. */
    static NetworkSpec resnet20A() {
        return resnet20("resnet-20-a", Shortcut.PADDED);
    }

    private static NetworkSpec resnet20(String name, Shortcut shortcut) {
        var layers = new ArrayList<>(normalized(3, 16, 3));
        int from = 16;
        for (int channels : new int[] {16, 32, 64}) {
            for (int block = 0; block < BLOCKS_A_STAGE; block++) {
                layers.add(block(from, channels, shortcut));
                layers.add(Activation.relu());
                from = channels;
            }
        }
        layers.add(new GlobalAvgPool2d());
        layers.add(Dense.of(64, 10));
        return network(name, layers);
    }

    /** Two convolutions beside a shortcut, which is the identity where no channels are added. */
    private static Residual block(int from, int to, Shortcut shortcut) {
        var first = conv(from, to, 3);
        var layers = new ArrayList<LayerSpec>();
        layers.add(from == to ? first : first.withStride(HALVING));
        layers.addAll(List.of(BatchNorm2d.of(to), Activation.relu(), conv(to, to, 3), BatchNorm2d.of(to)));
        return new Residual(layers, from == to ? List.of() : shortcut.layers(from, to));
    }

    /** Two modules as in Szegedy et al. 2015, with batch normalizations, in small; 28,338 parameters. */
    static NetworkSpec inceptionMini() {
        var layers = new ArrayList<>(normalized(3, 32, 3));
        layers.add(MaxPool2d.of(2));
        // 16 + 24 + 8 + 16 are 64 channels.
        layers.add(module(32, 16, 16, 24, 4, 8, 16));
        layers.add(MaxPool2d.of(2));
        // 32 + 48 + 16 + 32 are 128 channels.
        layers.add(module(64, 32, 24, 48, 8, 16, 32));
        layers.add(new GlobalAvgPool2d());
        layers.add(Dense.of(128, 10));
        return network("inception-mini", layers);
    }

    /**
     * Branches of 1×1, of 3×3 and of 5×5, each of the latter behind a 1×1 that leaves few channels, and of a pool.
     *
     * @param few3 channels before the 3×3
     * @param few5 channels before the 5×5
     */
    private static Concat module(int from, int to1, int few3, int to3, int few5, int to5, int toPool) {
        var pooled = new ArrayList<LayerSpec>();
        pooled.add(MaxPool2d.of(3).withStride(Size2d.ONE).withPadding(Padding2d.all(1)));
        pooled.addAll(normalized(from, toPool, 1));
        return new Concat(List.of(
                normalized(from, to1, 1),
                joined(normalized(from, few3, 1), normalized(few3, to3, 3)),
                joined(normalized(from, few5, 1), normalized(few5, to5, 5)),
                pooled));
    }

    private static List<LayerSpec> joined(List<LayerSpec> first, List<LayerSpec> second) {
        var layers = new ArrayList<>(first);
        layers.addAll(second);
        return layers;
    }

    /** A convolution, its normalization and ReLU. */
    private static List<LayerSpec> normalized(int from, int to, int kernel) {
        return List.of(conv(from, to, kernel), BatchNorm2d.of(to), Activation.relu());
    }

    /** With a border such that the image keeps its size. */
    private static Conv2d conv(int from, int to, int kernel) {
        return Conv2d.of(from, to, kernel)
                .withPadding(Padding2d.all(kernel / 2))
                .withBias(Bias.NONE);
    }

    private static NetworkSpec network(String name, List<LayerSpec> layers) {
        return new NetworkSpec(name, Shape.image(3, 32, 32), layers, LossSpec.SOFTMAX_CROSS_ENTROPY);
    }
}
