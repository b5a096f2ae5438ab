package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.avgPool2d;
import static org.scratchcnn.Layers.batchNorm;
import static org.scratchcnn.Layers.branch;
import static org.scratchcnn.Layers.concat;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.depthwiseConv2d;
import static org.scratchcnn.Layers.dropout;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.globalAvgPool;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.locallyConnected2d;
import static org.scratchcnn.Layers.maxPool2d;
import static org.scratchcnn.Layers.padChannels;
import static org.scratchcnn.Layers.relu;
import static org.scratchcnn.Layers.residual;
import static org.scratchcnn.Layers.sigmoid;
import static org.scratchcnn.Layers.tanh;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.zoo.Zoo;

class NetworkTest {

    @Test
    void infersChannelsAndFeatures() {
        var network = Network.of(
                        image(1, 28, 28),
                        conv2d(16, 3).same(),
                        relu(),
                        maxPool2d(2),
                        conv2d(32, 3).same(),
                        relu(),
                        maxPool2d(2),
                        flatten(),
                        dense(128),
                        relu(),
                        dropout(0.5),
                        dense(10))
                .named("fashion-cnn");

        assertThat(network.spec()).isEqualTo(Zoo.fashionCnn());
        assertThat(network.summary()).contains("206,922");
    }

    @Test
    void buildsEverySettingOfALayer() {
        var network = Network.of(
                image(3, 32, 32),
                conv2d(4, 3)
                        .kernel(new Size2d(5, 3))
                        .stride(2)
                        .padding(new Padding2d(1, 2, 3, 4))
                        .dilation(new Size2d(2, 1))
                        .bias(Bias.NONE),
                tanh(),
                maxPool2d(3).stride(2).padding(1),
                avgPool2d(2, false).stride(new Size2d(1, 2)),
                sigmoid(),
                flatten(),
                dense(2, false));

        assertThat(network.spec().layers())
                .contains(
                        Conv2d.of(3, 4, 3)
                                .withKernel(new Size2d(5, 3))
                                .withStride(Size2d.square(2))
                                .withPadding(new Padding2d(1, 2, 3, 4))
                                .withDilation(new Size2d(2, 1))
                                .withBias(Bias.NONE),
                        MaxPool2d.of(3).withStride(Size2d.square(2)).withPadding(Padding2d.all(1)),
                        AvgPool2d.of(2).withCountPadding(false).withStride(new Size2d(1, 2)));
    }

    @Test
    void samePaddingKeepsTheSizeWithDilationToo() {
        var network = Network.of(
                image(1, 9, 9),
                conv2d(1, 5).kernel(new Size2d(5, 3)).dilation(2).same(),
                flatten(),
                dense(2));

        assertThat(network.spec().resolve().operations().getFirst().output()).isEqualTo(Shape.image(1, 9, 9));
    }

    @Test
    void infersTheGroupsOfDepthwiseConvolutions() {
        var network = Network.of(
                image(3, 9, 9),
                depthwiseConv2d(3).same(),
                depthwiseConv2d(5, 2).stride(2),
                conv2d(8, 1).groups(2),
                locallyConnected2d(2, 1),
                flatten(),
                dense(2));

        assertThat(network.spec().layers())
                .startsWith(
                        Conv2d.of(3, 3, 3).withPadding(Padding2d.all(1)).withGroups(3),
                        Conv2d.of(3, 6, 5).withStride(Size2d.square(2)).withGroups(3),
                        Conv2d.of(6, 8, 1).withGroups(2),
                        LocallyConnected2d.of(8, 2, 1));
    }

    @Test
    void refusesOtherGroupsThanADepthwiseConvolutionHas() {
        assertThatThrownBy(() -> depthwiseConv2d(3).groups(2))
                .hasMessage(
                        "A depthwise convolution has as many groups as input channels, and a locally connected layer has one; ask for other groups with conv2d(filters, kernel).groups(n)");
    }

    @Test
    void infersThroughBlocksAndBranches() {
        var spec = Network.of(
                        image(3, 8, 8),
                        conv2d(4, 3).same().bias(false),
                        residual(
                                        conv2d(8, 3).stride(2).padding(1).bias(false),
                                        batchNorm(),
                                        residual(conv2d(8, 1), relu()))
                                .shortcut(maxPool2d(1).stride(2), padChannels(2, 2)),
                        concat(branch(conv2d(3, 1), batchNorm().momentum(0.3)), branch()),
                        globalAvgPool(),
                        batchNorm().epsilon(1e-3).affine(false),
                        dense(2))
                .spec();

        assertThat(spec.layers())
                .containsExactly(
                        Conv2d.of(3, 4, 3).withPadding(Padding2d.all(1)).withBias(Bias.NONE),
                        Residual.of(
                                        Conv2d.of(4, 8, 3)
                                                .withStride(Size2d.square(2))
                                                .withPadding(Padding2d.all(1))
                                                .withBias(Bias.NONE),
                                        BatchNorm2d.of(8),
                                        Residual.of(Conv2d.of(8, 8, 1), Activation.relu()))
                                .withShortcut(MaxPool2d.of(1).withStride(Size2d.square(2)), new PadChannels(2, 2)),
                        new Concat(List.of(
                                List.of(Conv2d.of(8, 3, 1), BatchNorm2d.of(3).withMomentum(0.3)), List.of())),
                        new GlobalAvgPool2d(),
                        BatchNorm1d.of(11).withEpsilon(1e-3).withAffine(false),
                        Dense.of(11, 2));
    }

    @Test
    void namesTheLayerInsideThatDoesNotFitByItsPath() {
        assertThatThrownBy(() -> Network.of(
                        image(1, 8, 8), relu(), residual(relu(), residual(relu(), dense(2)), relu()), flatten()))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage(
                        "Layer 1.body.1.body.1, input [1, 8, 8]: Dense takes features [F], but its input is the image [1, 8, 8]; put a Flatten before it, which makes [64]");
        assertThatThrownBy(() -> Network.of(
                        image(1, 8, 8), residual(relu()).shortcut(relu(), conv2d(1, 9)), flatten(), dense(2)))
                .hasMessageStartingWith("Layer 0.shortcut.1, input [1, 8, 8]: its kernel covers 9×9");
        assertThatThrownBy(() -> Network.of(image(1, 8, 8), concat(branch(), branch(relu(), maxPool2d(9)))))
                .hasMessageStartingWith("Layer 0.branches.1.1, input [1, 8, 8]: its kernel covers 9×9");
        assertThatThrownBy(() -> Network.of(image(1, 8, 8), relu(), residual(conv2d(2, 1))))
                .hasMessageStartingWith(
                        "Layer 1, input [1, 8, 8]: its body makes [2, 8, 8], but its shortcut [1, 8, 8]");
        assertThatThrownBy(() -> Network.of(image(1, 8, 8), concat(branch(relu()))))
                .hasMessageStartingWith("Layer 0, input [1, 8, 8]: Concat needs at least two branches");
    }

    @Test
    void refusesSamePaddingWhereFrameworksDisagree() {
        assertThatThrownBy(
                        () -> Network.of(image(1, 8, 8), conv2d(1, 3).stride(2).same(), flatten(), dense(2)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage(
                        "Layer 0, input [1, 8, 8]: \"same\" padding is for stride 1 and odd kernels, but this convolution has a kernel of 3×3, a stride of 2×2 and a dilation of 1×1; give its padding as numbers");
        assertThatThrownBy(() -> Network.of(image(1, 8, 8), conv2d(1, 2).same(), flatten(), dense(2)))
                .hasMessageContaining("odd kernels");
    }

    @Test
    void namesTheLayerThatDoesNotFit() {
        assertThatThrownBy(() -> Network.of(image(1, 8, 8), relu(), dense(2)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessage(
                        "Layer 1, input [1, 8, 8]: Dense takes features [F], but its input is the image [1, 8, 8]; put a Flatten before it, which makes [64]");
        assertThatThrownBy(() -> Network.of(features(3), conv2d(1, 3)))
                .hasMessageStartingWith("Layer 0, input [3]: Conv2d takes an image [C, H, W]");
        assertThatThrownBy(() -> Network.of(image(1, 8, 8), maxPool2d(9)))
                .hasMessageStartingWith("Layer 0, input [1, 8, 8]: its kernel covers 9×9");
    }

    @Test
    void refusesSoftmaxOverOneOutput() {
        assertThatThrownBy(() -> Network.of(features(3), dense(1)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("softmax always makes 1")
                .hasMessageContaining("BINARY_CROSS_ENTROPY");
    }

    @Test
    void aNetworkForValuesMayHaveOneOutput() {
        var network = Network.of(LossSpec.MEAN_SQUARED_ERROR, features(3), dense(1));

        assertThat(network.spec().loss()).isEqualTo(LossSpec.MEAN_SQUARED_ERROR);
    }

    @Test
    void aSmallNetworkSuitsTheData() {
        assertThat(Network.small(image(1, 28, 28), 10).spec().layers())
                .isEqualTo(Zoo.fashionCnn().layers());
        assertThat(Network.small(image(3, 5, 200), 4).spec().resolve().logits().count())
                .isEqualTo(4);
        assertThat(Network.small(features(7), 3).spec().resolve().logits().count())
                .isEqualTo(3);
    }
}
