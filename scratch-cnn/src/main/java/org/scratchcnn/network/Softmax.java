package org.scratchcnn.network;

/**
 * The softmax over the channels of an image, at each position by itself, or over features: {@code y = eˣ / Σ eˣ}. The shape
 * stays. This is PyTorch's with {@code dim=1}.
 *
 * <p>In front of a softmax cross-entropy there should be none, since that loss takes logits.
 */
public record Softmax() implements LayerSpec {

    @Override
    public Shape outputShape(Shape input) {
        if (LayerSpec.channels(input) == 1) {
            throw new IllegalArgumentException(
                    "it takes the softmax over channels or features, but its input %s has one alone, of which it is always 1; use Sigmoid"
                            .formatted(input));
        }
        return input;
    }

    @Override
    public String describe() {
        return "Softmax";
    }
}
