package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One description of a network, from which every engine builds.
 *
 * @param name as users type it, for example {@code fashion-cnn}
 * @param input the shape of one sample
 * @param layers from input to logits; the loss holds its own softmax or sigmoid
 * @param loss what training minimizes
 */
public record NetworkSpec(String name, Shape input, List<LayerSpec> layers, LossSpec loss) {

    /** Values of one parameter; a few less than there are integers, as HotSpot has it. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    public NetworkSpec {
        layers = List.copyOf(layers);
    }

    /**
     * Works out every layer's path, shapes and costs.
     *
     * @throws InvalidNetworkException if a layer can't take what the layer before it makes, or if the network does not
     *     end in features
     */
    public ResolvedNetwork resolve() {
        var resolved = new ArrayList<ResolvedLayer>();
        var shape = input;
        var field = ReceptiveField.POINT;
        for (int index = 0; index < layers.size(); index++) {
            var layer = layers.get(index);
            Shape output;
            try {
                output = layer.outputShape(shape);
            } catch (IllegalArgumentException e) {
                throw new InvalidNetworkException(
                        String.format(
                                Locale.ROOT,
                                "%s, layer %d %s, input %s: %s",
                                name,
                                index,
                                layer.describe(),
                                shape,
                                e.getMessage()),
                        e);
            }
            requireArrays(index, layer, shape);
            field = field.after(layer, input);
            resolved.add(new ResolvedLayer(Integer.toString(index), layer, shape, output, field.size()));
            shape = output;
        }
        if (!(shape instanceof Shape.Features logits)) {
            throw new InvalidNetworkException(
                    "%s ends in %s, but a network must end in features [F], its logits; add Flatten and Dense layers"
                            .formatted(name, shape));
        }
        if (loss == LossSpec.SOFTMAX_CROSS_ENTROPY && logits.count() == 1) {
            throw new InvalidNetworkException(
                    "%s ends in one output, of which softmax always makes 1, so nothing would be learned; give it two outputs, or train it with sigmoid and binary cross-entropy (%s) or, for a number, with %s"
                            .formatted(name, LossSpec.BINARY_CROSS_ENTROPY, LossSpec.MEAN_SQUARED_ERROR));
        }
        return new ResolvedNetwork(this, resolved, logits);
    }

    private void requireArrays(int index, LayerSpec layer, Shape from) {
        for (var parameter : layer.parameters(from)) {
            if (parameter.count() > LARGEST_ARRAY) {
                throw new InvalidNetworkException(String.format(
                        Locale.ROOT,
                        "%s, layer %d %s, input %s: its %s has %,d values, more than the %,d that one array can hold; use smaller images, more pooling or fewer outputs",
                        name,
                        index,
                        layer.describe(),
                        from,
                        parameter.name(),
                        parameter.count(),
                        LARGEST_ARRAY));
            }
        }
    }

    /** The same network with every dropout's probability set to zero; paths and parameters stay. */
    public NetworkSpec withoutDropout() {
        var kept = layers.stream()
                .<LayerSpec>map(layer -> layer instanceof Dropout ? new Dropout(0) : layer)
                .toList();
        return new NetworkSpec(name, input, kept, loss);
    }
}
