package org.scratchcnn.loss;

import java.util.Locale;
import org.scratchcnn.engine.Batch;

/** The mean over the batch of a function of each logit and its target, of which a sample has the mean or the sum. */
final class PointwiseLoss implements Loss {

    /** A function of one logit and its target. */
    interface Term {

        double value(double logit, double target);

        /** By the logit. */
        double derivative(double logit, double target);

        boolean accepts(double target);

        /** What {@link #accepts} accepts, in words. */
        String accepted();
    }

    private final Term term;
    private final int outputs;

    /** By what a sample's terms are divided. */
    private final int divisor;

    private PointwiseLoss(Term term, int outputs, int divisor) {
        this.term = term;
        this.outputs = outputs;
        this.divisor = divisor;
    }

    static PointwiseLoss mean(Term term, int outputs) {
        return new PointwiseLoss(term, outputs, outputs);
    }

    static PointwiseLoss sum(Term term, int outputs) {
        return new PointwiseLoss(term, outputs, 1);
    }

    @Override
    public double weight(Batch batch) {
        return batch.size();
    }

    @Override
    public void requireTargets(Batch batch) {
        switch (batch.targets()) {
            case Batch.Labels(var labels) -> ClassLabels.check(labels, batch.size(), outputs);
            case Batch.Values(var values) -> requireValues(values, batch.size());
        }
    }

    @Override
    public double evaluate(float[] logits, Batch batch, int first, int count, float[] dLogits) {
        double scale = 1.0 / ((double) batch.size() * divisor);
        int from = first * outputs;
        int end = (first + count) * outputs;
        double sum = switch (batch.targets()) {
            case Batch.Labels(var labels) -> evaluateLabels(logits, labels, from, end, scale, dLogits);
            case Batch.Values(var values) -> evaluateValues(logits, values, from, end, scale, dLogits);
        };
        return sum * scale;
    }

    private double evaluateLabels(float[] logits, int[] labels, int from, int end, double scale, float[] dLogits) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            double target = i % outputs == labels[i / outputs] ? 1 : 0;
            sum += evaluateOutput(logits, i, target, scale, dLogits);
        }
        return sum;
    }

    @Override
    public double sum(float[] logits, Batch batch) {
        double sum = 0;
        for (int i = 0; i < batch.size() * outputs; i++) {
            double target = switch (batch.targets()) {
                case Batch.Labels(var labels) -> i % outputs == labels[i / outputs] ? 1 : 0;
                case Batch.Values(var values) -> values[i];
            };
            sum += term.value(logits[i], target);
        }
        return sum / divisor;
    }

    private void requireValues(float[] values, int samples) {
        int count = samples * outputs;
        if (values.length < count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The batch has %d samples of %d outputs, so %d targets, but only %d",
                    samples,
                    outputs,
                    count,
                    values.length));
        }
        for (int i = 0; i < count; i++) {
            if (!term.accepts(values[i])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Image %d of the batch has the target %s for output %d, which is not %s",
                        i / outputs,
                        values[i],
                        i % outputs,
                        term.accepted()));
            }
        }
    }

    private double evaluateValues(float[] logits, float[] values, int from, int end, double scale, float[] dLogits) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            sum += evaluateOutput(logits, i, values[i], scale, dLogits);
        }
        return sum;
    }

    private double evaluateOutput(float[] logits, int index, double target, double scale, float[] dLogits) {
        dLogits[index] = (float) (scale * term.derivative(logits[index], target));
        return term.value(logits[index], target);
    }
}
