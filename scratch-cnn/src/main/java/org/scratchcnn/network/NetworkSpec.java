package org.scratchcnn.network;

import java.util.List;

/**
 * One description of a network, from which every engine builds.
 *
 * @param name as users type it, for example {@code fashion-cnn}
 * @param input the shape of one sample
 * @param layers from input to logits; the loss holds its own softmax or sigmoid
 * @param loss what training minimizes
 */
public record NetworkSpec(String name, Shape input, List<LayerSpec> layers, LossSpec loss) {

    public NetworkSpec {
        layers = List.copyOf(layers);
    }

    /**
     * Works out the operations, with every layer's path, shapes and costs.
     *
     * @throws InvalidNetworkException if a layer can't take what the layer before it makes, if the network does not end in
     *     features, or if its loss can't take them
     */
    public ResolvedNetwork resolve() {
        var operations = Flattening.of(this);
        var shape = operations.isEmpty() ? input : operations.getLast().output();
        if (!(shape instanceof Shape.Features logits)) {
            throw new InvalidNetworkException(
                    "%s ends in %s, but a network must end in features [F], its logits; add Flatten and Dense layers"
                            .formatted(name, shape));
        }
        if (loss instanceof LossSpec.OfClasses ofClasses) {
            requireClasses(ofClasses, logits.count());
        }
        if (!layers.isEmpty() && layers.getLast() instanceof Dense dense) {
            refuseLogits(dense);
        }
        return new ResolvedNetwork(this, operations, logits);
    }

    private void requireClasses(LossSpec.OfClasses ofClasses, int outputs) {
        if (outputs == 1) {
            throw new InvalidNetworkException(
                    "%s ends in one output, of which softmax always makes 1, so nothing would be learned; give it two outputs, or train it with sigmoid and binary cross-entropy (%s) or, for a number, with %s"
                            .formatted(name, "LossSpec.BINARY_CROSS_ENTROPY", "LossSpec.MEAN_SQUARED_ERROR"));
        }
        int weights = ofClasses.classWeights().size();
        if (weights != 0 && weights != outputs) {
            throw new InvalidNetworkException(name + " ends in " + outputs + " outputs, but its loss weighs " + weights
                    + " classes; give a weight for each, or none");
        }
    }

    /** A dense layer makes any numbers: losses of probabilities are not defined of them. */
    private void refuseLogits(Dense dense) {
        if (loss instanceof LossSpec.BinaryCrossEntropyOfProbabilities) {
            throw notLogits(
                    dense, "outputs in [0, 1]; add a Sigmoid layer, or train with sigmoid and binary cross-entropy");
        }
        if (loss instanceof LossSpec.KullbackLeibler) {
            throw notLogits(dense, "logarithms of probabilities; add a LogSoftmax layer");
        }
    }

    private InvalidNetworkException notLogits(Dense dense, String expected) {
        return new InvalidNetworkException("%s ends in %s, which makes any numbers, but its loss, %s, takes %s"
                .formatted(name, dense.describe(), loss.title(), expected));
    }

    /**
     * The same layers for samples of another shape.
     *
     * @throws InvalidNetworkException if they can't take it: a dense layer behind an image of another size can't, see
     *     {@link #toConvolutional}
     */
    public NetworkSpec withInput(Shape newInput) {
        var network = new NetworkSpec(name, newInput, layers, loss);
        network.resolve();
        return network;
    }

    /**
     * The same network with convolutions in place of dense layers: equal logits, and of a larger image a map of them in one
     * pass, {@code [outputs, rows, columns]} flattened row-major (Long, Shelhamer and Darrell 2015). The tensors of both have
     * the same values in the same order, under other names and shapes.
     *
     * <p>Where layers pad, a place in the middle of a larger image sees its neighbours where a crop of it sees zeros.
     *
     * @throws InvalidNetworkException if the network takes no images, or if a layer does not do the same at each position
     */
    public NetworkSpec toConvolutional() {
        return ConvolutionalForm.of(this);
    }

    /** The same network with every dropout's probability set to zero; paths and parameters stay. */
    public NetworkSpec withoutDropout() {
        return new NetworkSpec(name, input, withoutDropout(layers), loss);
    }

    private static List<LayerSpec> withoutDropout(List<LayerSpec> layers) {
        return layers.stream().map(NetworkSpec::withoutDropout).toList();
    }

    private static LayerSpec withoutDropout(LayerSpec layer) {
        return switch (layer) {
            case Dropout _ -> new Dropout(0);
            case SpatialDropout2d _ -> new SpatialDropout2d(0);
            case Residual(var body, var shortcut) -> new Residual(withoutDropout(body), withoutDropout(shortcut));
            case Concat(var branches) ->
                new Concat(branches.stream().map(NetworkSpec::withoutDropout).toList());
            default -> layer;
        };
    }
}
