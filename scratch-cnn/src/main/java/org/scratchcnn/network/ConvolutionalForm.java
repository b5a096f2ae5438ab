package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;

/**
 * A network with convolutions in place of its dense layers (Sermanet et al. 2014, "OverFeat"; Long, Shelhamer and Darrell
 * 2015, "Fully convolutional networks"): the first dense layer becomes one whose kernel is as large as the image before it,
 * later ones become 1×1. The values of the weights stay as they are, in their order, since both forms are row-major.
 */
final class ConvolutionalForm {

    private final NetworkSpec network;
    private final List<LayerSpec> layers = new ArrayList<>();

    /** What flows between the layers so far, as an image. */
    private Shape.Image image;

    /** Whether what flows is features in the network itself. */
    private boolean flat;

    private ConvolutionalForm(NetworkSpec network, Shape.Image input) {
        this.network = network;
        this.image = input;
    }

    static NetworkSpec of(NetworkSpec network) {
        network.resolve();
        if (!(network.input() instanceof Shape.Image input)) {
            throw new InvalidNetworkException(
                    "%s takes %s, which nothing can slide over; only networks of images [C, H, W] have a convolutional form"
                            .formatted(network.name(), network.input()));
        }
        var form = new ConvolutionalForm(network, input);
        for (int index = 0; index < network.layers().size(); index++) {
            form.add(index, network.layers().get(index));
        }
        form.layers.add(new Flatten());
        return new NetworkSpec(network.name(), input, form.layers, network.loss());
    }

    private void add(int index, LayerSpec layer) {
        switch (layer) {
            case Flatten _ -> flat = true;
            case Reshape(var target) when target instanceof Shape.Features -> flat = true;
            case GlobalAvgPool2d _ -> {
                flat = true;
                append(new AvgPool2d(PoolWindow.whole(image), true));
            }
            case GlobalMaxPool2d _ -> {
                flat = true;
                append(new MaxPool2d(PoolWindow.whole(image)));
            }
            case Dense dense ->
                append(new Conv2d(
                        image.channels(),
                        dense.outFeatures(),
                        PoolWindow.whole(image).sliding(),
                        dense.bias() ? Bias.PER_CHANNEL : Bias.NONE));
            case BatchNorm1d norm
            when image.height() == 1 && image.width() == 1 ->
                append(new BatchNorm2d(norm.features(), norm.epsilon(), norm.momentum(), norm.affine()));
            case Activation _, Dropout _ -> append(layer);
            case Softmax _, LogSoftmax _ when image.height() == 1 && image.width() == 1 -> append(layer);
            case GroupNorm _, LayerNorm _ ->
                throw new InvalidNetworkException(
                        "%s, layer %s: its statistics are those of the whole image, so it has no convolutional form"
                                .formatted(network.name(), index + " " + layer.describe()));
            default -> {
                if (flat || !canSlide(layer)) {
                    throw new InvalidNetworkException(
                            "%s, layer %s: what it does depends on the position in the image, so it has no convolutional form"
                                    .formatted(network.name(), index + " " + layer.describe()));
                }
                append(layer);
            }
        }
    }

    private void append(LayerSpec layer) {
        layers.add(layer);
        image = (Shape.Image) layer.outputShape(image);
    }

    /** Whether a layer does the same at each position of an image. */
    private static boolean canSlide(LayerSpec layer) {
        return switch (layer) {
            case Conv2d conv -> conv.bias() != Bias.PER_POSITION;
            case MaxPool2d pool -> !pool.window().ceilMode();
            case AvgPool2d pool -> !pool.window().ceilMode();
            case BatchNorm2d _, PadChannels _, Activation _, Softmax _, LogSoftmax _, Dropout _, SpatialDropout2d _ ->
                true;
            case Residual(var body, var shortcut) -> canSlide(body) && canSlide(shortcut);
            case Concat(var branches) -> branches.stream().allMatch(ConvolutionalForm::canSlide);
            case ConvTranspose2d _,
                    LocallyConnected2d _,
                    Dense _,
                    BatchNorm1d _,
                    GroupNorm _,
                    LayerNorm _,
                    GlobalMaxPool2d _,
                    GlobalAvgPool2d _,
                    AdaptiveAvgPool2d _,
                    Upsample _,
                    Flatten _,
                    Reshape _ -> false;
        };
    }

    private static boolean canSlide(List<LayerSpec> branch) {
        return branch.stream().allMatch(layer -> canSlide(layer));
    }
}
