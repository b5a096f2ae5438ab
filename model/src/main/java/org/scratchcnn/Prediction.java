package org.scratchcnn;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.loss.Softmax;
import org.scratchcnn.network.LossSpec;

/**
 * What a model says of one sample.
 *
 * @param outputs the network's logits, or the values that it was trained to give
 * @param candidates the classes, the most probable first; empty for a model that gives values
 */
public record Prediction(List<Float> outputs, List<Candidate> candidates) {

    public Prediction {
        outputs = List.copyOf(outputs);
        candidates = List.copyOf(candidates);
    }

    /**
     * One of the classes.
     *
     * @param probability as the network has it, in [0, 1]: by softmax, or by sigmoid where classes don't exclude each other
     */
    public record Candidate(String label, double probability) {}

    /**
     * The most probable class.
     *
     * @throws IllegalStateException if the model gives values, and knows no classes
     */
    public String label() {
        return best().label();
    }

    /**
     * The probability of the most probable class, in [0, 1].
     *
     * @throws IllegalStateException if the model gives values, and knows no classes
     */
    public double probability() {
        return best().probability();
    }

    private Candidate best() {
        if (candidates.isEmpty()) {
            throw new IllegalStateException(
                    "This model was trained to give values, see outputs(); it knows no classes");
        }
        return candidates.getFirst();
    }

    /** By the logits of one sample, which begin at {@code from}. */
    static Prediction of(float[] logits, int from, int outputs, LossSpec loss, List<String> classNames) {
        var values =
                IntStream.range(from, from + outputs).mapToObj(i -> logits[i]).toList();
        if (classNames.isEmpty()) {
            return new Prediction(values, List.of());
        }
        double[] probabilities = switch (loss) {
            case SOFTMAX_CROSS_ENTROPY -> Softmax.probabilities(logits, from, outputs);
            case BINARY_CROSS_ENTROPY ->
                values.stream().mapToDouble(logit -> 1 / (1 + Math.exp(-logit))).toArray();
            case MEAN_SQUARED_ERROR ->
                values.stream()
                        .mapToDouble(value -> Math.clamp(value, 0.0, 1.0))
                        .toArray();
        };
        return new Prediction(
                values,
                IntStream.range(0, outputs)
                        .mapToObj(k -> new Candidate(classNames.get(k), probabilities[k]))
                        .sorted(Comparator.comparingDouble(Candidate::probability)
                                .reversed())
                        .toList());
    }
}
