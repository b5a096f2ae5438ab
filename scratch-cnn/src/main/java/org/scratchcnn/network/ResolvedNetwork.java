package org.scratchcnn.network;

import java.util.List;

/** A network with every layer's path, shapes and costs worked out. */
public record ResolvedNetwork(NetworkSpec spec, List<ResolvedLayer> layers, Shape.Features logits) {

    public ResolvedNetwork {
        layers = List.copyOf(layers);
    }

    public String name() {
        return spec.name();
    }

    public Shape input() {
        return spec.input();
    }

    /** All parameters, named by path, from input to logits. */
    public List<ParameterSpec> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    public long parameterCount() {
        return layers.stream().mapToLong(ResolvedLayer::parameterCount).sum();
    }

    /** Multiply–accumulate operations for one sample, forward. */
    public long forwardMacs() {
        return layers.stream().mapToLong(ResolvedLayer::forwardMacs).sum();
    }

    /**
     * Nominal floating-point operations of one training step for one sample: two for each multiply–accumulate, forward
     * and for both gradients, less the first layer's gradient by input, which nobody needs.
     */
    public long trainingFlops() {
        long first = layers.stream()
                .mapToLong(ResolvedLayer::forwardMacs)
                .filter(macs -> macs > 0)
                .findFirst()
                .orElse(0);
        return 2 * (3 * forwardMacs() - first);
    }

    /** Bytes of all layers' outputs for one sample. */
    public long activationBytes() {
        return layers.stream().mapToLong(ResolvedLayer::activationBytes).sum();
    }

    /** Bytes of all parameters, as floats. */
    public long parameterBytes() {
        return parameterCount() * Float.BYTES;
    }
}
