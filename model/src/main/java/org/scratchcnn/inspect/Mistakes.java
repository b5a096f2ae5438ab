package org.scratchcnn.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.scratchcnn.Dataset;
import org.scratchcnn.Model;

/**
 * Where a model is wrong.
 *
 * @param samples that it was asked of
 * @param count of those that it answered wrong
 * @param worst the wrong answers of which it was most certain, the worst first, among equal ones in the order of the samples
 */
public record Mistakes(int samples, int count, List<Mistake> worst) {

    /** As many as are looked at, if nothing else is said. */
    public static final int MOST = 24;

    public Mistakes {
        worst = List.copyOf(worst);
    }

    /**
     * A wrong answer.
     *
     * @param index of the sample in its data
     * @param truth the class that it is of
     * @param answer the class that the model takes it for
     * @param probability that the model gives to its answer, in [0, 1]
     */
    public record Mistake(int index, String truth, String answer, double probability) {}

    /**
     * Asks a model of all samples.
     *
     * @param most that {@code worst} holds
     * @throws IllegalArgumentException if the data are not such as the model was trained on, or it knows no classes
     * @throws IllegalStateException if the network answers with what is not a number
     */
    public static Mistakes of(Model model, Dataset data, int most) {
        var classes = model.classNames();
        if (classes.isEmpty()) {
            throw new IllegalArgumentException(
                    "The model knows no classes, so it takes nothing for a wrong one: it gives values, or is untrained");
        }
        if (!data.shape().equals(model.network().spec().input())
                || !data.classNames().equals(classes)) {
            throw new IllegalArgumentException(
                    "The data are of %s and of the classes %s, but the model takes %s and knows %s"
                            .formatted(
                                    data.shape(),
                                    data.classNames(),
                                    model.network().spec().input(),
                                    classes));
        }
        var predictions = model.predict(data);
        var mistakes = new ArrayList<Mistake>();
        for (int i = 0; i < data.size(); i++) {
            var truth = classes.get(data.label(i));
            var answer = predictions.get(i);
            if (!answer.label().equals(truth)) {
                mistakes.add(new Mistake(i, truth, answer.label(), answer.probability()));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::probability).reversed());
        return new Mistakes(
                data.size(), mistakes.size(), mistakes.stream().limit(most).toList());
    }
}
