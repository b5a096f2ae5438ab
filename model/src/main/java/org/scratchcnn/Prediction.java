package org.scratchcnn;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.scratchcnn.loss.Sigmoid;
import org.scratchcnn.loss.Softmax;
import org.scratchcnn.network.LossSpec;

/**
 * What a model says of one sample.
 *
 * @param outputs the network's logits; of a model that gives values, these (of binary cross-entropy and divergence
 *     the probabilities)
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
                    "This model knows no classes: it is untrained, or was trained to give values, see outputs()");
        }
        return candidates.getFirst();
    }

    /** By the logits of one sample, which begin at {@code from}. */
    static Prediction of(float[] logits, int from, int outputs, LossSpec loss, List<String> classNames) {
        double[] probabilities = switch (loss) {
            case LossSpec.OfClasses _ -> Softmax.probabilities(logits, from, outputs);
            case LossSpec.BinaryCrossEntropy _ ->
                IntStream.range(from, from + outputs)
                        .mapToDouble(i -> Sigmoid.of(logits[i]))
                        .toArray();
            case LossSpec.KullbackLeibler _ ->
                IntStream.range(from, from + outputs)
                        .mapToDouble(i -> Math.exp(logits[i]))
                        .toArray();
            case LossSpec.BinaryCrossEntropyOfProbabilities _,
                    LossSpec.MeanSquaredError _,
                    LossSpec.MeanAbsoluteError _,
                    LossSpec.Huber _ ->
                IntStream.range(from, from + outputs)
                        .mapToDouble(i -> Math.clamp(logits[i], 0.0, 1.0))
                        .toArray();
        };
        if (classNames.isEmpty()) {
            boolean probable = loss instanceof LossSpec.BinaryCrossEntropy || loss instanceof LossSpec.KullbackLeibler;
            return new Prediction(
                    IntStream.range(0, outputs)
                            .mapToObj(k -> probable ? (float) probabilities[k] : logits[from + k])
                            .toList(),
                    List.of());
        }
        return new Prediction(
                IntStream.range(from, from + outputs).mapToObj(i -> logits[i]).toList(),
                // By the logits: probabilities of large ones are all 1.
                IntStream.range(0, outputs)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer k) -> -logits[from + k]))
                        .map(k -> new Candidate(classNames.get(k), probabilities[k]))
                        .toList());
    }
}
