package org.scratchcnn.network;

/**
 * Inverted dropout (Srivastava et al. 2014): in training each value is zeroed with {@code probability} and the others
 * are divided by {@code 1 − probability}; in evaluation nothing happens.
 *
 * @param probability of dropping a value, in [0, 1); the complement of Deeplearning4j's retain probability
 */
public record Dropout(double probability) implements LayerSpec {

    public Dropout {
        requireProbability("Dropout", probability);
    }

    static void requireProbability(String layer, double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "%s's probability must be at least 0 and below 1, but is %s".formatted(layer, probability));
        }
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public String describe() {
        return "Dropout(" + probability + ")";
    }
}
