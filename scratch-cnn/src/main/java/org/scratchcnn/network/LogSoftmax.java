package org.scratchcnn.network;

/**
 * The logarithm of {@link Softmax}, {@code y = x − log Σ eˣ}, computed without the softmax itself, which may be 0. This is
 * PyTorch's with {@code dim=1}.
 */
public record LogSoftmax() implements LayerSpec {

    @Override
    public Shape outputShape(Shape input) {
        if (LayerSpec.channels(input) == 1) {
            throw new IllegalArgumentException(
                    "it takes the logarithm of the softmax over channels or features, but its input %s has one alone, of which it is always 0; leave it out"
                            .formatted(input));
        }
        return input;
    }

    @Override
    public String describe() {
        return "LogSoftmax";
    }
}
