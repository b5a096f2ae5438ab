package org.scratchcnn;

import java.util.List;
import java.util.stream.IntStream;

/** How well a model does on some samples. */
public sealed interface Evaluation {

    /** Evaluated. */
    int samples();

    /** What training minimizes, the mean over the samples. */
    double loss();

    /** The share of samples that were answered right, in [0, 1]; NaN for a model that gives values. */
    double accuracy();

    /**
     * Of classes.
     *
     * @param confusion {@code [truth][answer]}, how many samples of a class were answered with which
     */
    record OfClasses(double loss, List<String> classNames, List<List<Integer>> confusion) implements Evaluation {

        public OfClasses {
            classNames = List.copyOf(classNames);
            confusion = confusion.stream().map(List::copyOf).toList();
        }

        @Override
        public int samples() {
            return IntStream.range(0, classNames.size()).map(this::ofClass).sum();
        }

        @Override
        public double accuracy() {
            return (double) IntStream.range(0, classNames.size())
                            .map(k -> confusion.get(k).get(k))
                            .sum()
                    / samples();
        }

        /** Samples that are of the class. */
        public int ofClass(int label) {
            return confusion.get(label).stream().mapToInt(Integer::intValue).sum();
        }

        /** Samples that were answered with the class. */
        public int answered(int label) {
            return confusion.stream().mapToInt(row -> row.get(label)).sum();
        }

        /** Of the answers that name the class, the share that is right; NaN if there is none. */
        public double precision(int label) {
            return (double) confusion.get(label).get(label) / answered(label);
        }

        /** Of the samples of the class, the share that was found; NaN if there is none. */
        public double recall(int label) {
            return (double) confusion.get(label).get(label) / ofClass(label);
        }
    }

    /**
     * Of values.
     *
     * @param meanAbsoluteError over samples and outputs
     * @param meanSquaredError over samples and outputs
     * @param r2 the coefficient of determination: 1 less the squared errors' share of the targets' variation around their
     *     means; NaN where targets don't vary
     */
    record OfValues(int samples, double loss, double meanAbsoluteError, double meanSquaredError, double r2)
            implements Evaluation {

        @Override
        public double accuracy() {
            return Double.NaN;
        }
    }
}
