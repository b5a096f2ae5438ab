package org.scratchcnn.network;

import java.util.List;

/**
 * A layer in its place.
 *
 * @param path unique in the network; parameters are named {@code path.weight}, {@code path.bias}
 * @param input shape of one sample going in
 * @param output shape of one sample coming out
 * @param receptiveField rows and columns of the network's input that one output value sees
 */
public record ResolvedLayer(String path, LayerSpec spec, Shape input, Shape output, Size2d receptiveField) {

    /** The layer's parameters, named by path. */
    public List<ParameterSpec> parameters() {
        return spec.parameters(input).stream()
                .map(p -> new ParameterSpec(path + "." + p.name(), p.shape(), p.fanIn(), p.fanOut()))
                .toList();
    }

    public long parameterCount() {
        return spec.parameterCount(input);
    }

    public long forwardMacs() {
        return spec.forwardMacs(input);
    }

    /** Bytes of one sample's output, as floats. */
    public long activationBytes() {
        return (long) output.size() * Float.BYTES;
    }
}
