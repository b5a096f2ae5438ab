package org.scratchcnn;

import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.NetworkSummary;
import org.scratchcnn.network.Shape;

/**
 * A network, described layer by layer without saying what is plain: a layer takes as many channels or features as the one
 * before it makes.
 *
 * {@snippet :
 * var network = Network.of(image(1, 28, 28),
 *         conv2d(16, 3).same(), relu(), maxPool2d(2),
 *         conv2d(32, 3).same(), relu(), maxPool2d(2),
 *         flatten(), dense(128), relu(), dropout(0.5), dense(10));
 * }
 *
 * @param spec the description that every engine builds from
 */
public record Network(NetworkSpec spec) {

    private static final String NAME = "network";

    /**
     * A network that ends in the logits of classes, for softmax and cross-entropy.
     *
     * @throws InvalidNetworkException if a layer can't take what the one before it makes, or if the network does not end
     *     in features; the message names the layer by its path, such as {@code 3} or {@code 3.body.0}, and its input
     */
    public static Network of(Shape input, LayerBuilder... layers) {
        return of(LossSpec.SOFTMAX_CROSS_ENTROPY, input, layers);
    }

    /**
     * A network that is trained to make this loss small, for example {@link LossSpec#MEAN_SQUARED_ERROR} for values.
     *
     * @throws InvalidNetworkException as above
     */
    public static Network of(LossSpec loss, Shape input, LayerBuilder... layers) {
        List<LayerSpec> built;
        try {
            built = Branch.of(layers).build("", input);
        } catch (UnfitLayerException e) {
            throw new InvalidNetworkException(String.valueOf(e.getMessage()), e);
        }
        var network = new Network(new NetworkSpec(NAME, input, built, loss));
        network.spec.resolve();
        return network;
    }

    /**
     * A small network for data of that kind: for images convolutions of 16, 32 and 64 filters, as many as their size allows,
     * each behind the other with ReLU and max pool, then a hidden layer with dropout; for features a hidden layer.
     *
     * @param outputs one a class
     */
    public static Network small(Shape input, int outputs) {
        return switch (input) {
            case Shape.Features _ ->
                of(input, Layers.dense(64), Layers.relu(), Layers.dense(outputs))
                        .named("small-mlp");
            case Shape.Image image -> {
                var layers = new ArrayList<LayerBuilder>();
                int side = Math.min(image.height(), image.width());
                for (int filters = 16; filters <= 64 && side >= 8; filters *= 2) {
                    layers.add(Layers.conv2d(filters, 3).same());
                    layers.add(Layers.relu());
                    layers.add(Layers.maxPool2d(2));
                    side /= 2;
                }
                layers.addAll(List.of(
                        Layers.flatten(),
                        Layers.dense(128),
                        Layers.relu(),
                        Layers.dropout(0.5),
                        Layers.dense(outputs)));
                yield of(input, layers.toArray(LayerBuilder[]::new)).named("small-cnn");
            }
        };
    }

    /** The same network under another name, for summaries and messages. */
    public Network named(String name) {
        return new Network(new NetworkSpec(name, spec.input(), spec.layers(), spec.loss()));
    }

    /**
     * The same network with convolutions in place of dense layers, which gives equal outputs, and of larger images a map of
     * them; see {@link Model#slideOver}.
     *
     * @throws InvalidNetworkException if the network takes no images, or if a layer does not do the same at each position
     */
    public Network toConvolutional() {
        return new Network(spec.toConvolutional());
    }

    /** A table of the layers with their shapes and costs, in lines that end with {@code \n}. */
    public String summary() {
        return NetworkSummary.of(spec.resolve());
    }
}
