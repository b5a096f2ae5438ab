package org.scratchcnn;

import java.util.Arrays;
import java.util.List;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.loss.Sigmoid;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.train.Classifier;
import org.scratchcnn.train.Evaluator;

/** Goes through samples once and compares what a network says of them with what it should. */
final class Evaluating {

    private Evaluating() {}

    static Evaluation evaluate(Classifier network, NetworkSpec spec, BatchSource samples, List<String> classNames) {
        var loss = Loss.of(spec.loss(), samples.classes());
        return classNames.isEmpty()
                ? ofValues(network, spec.loss(), loss, samples)
                : ofClasses(network, loss, samples, classNames);
    }

    private static Evaluation ofClasses(Classifier network, Loss loss, BatchSource samples, List<String> classNames) {
        int classes = classNames.size();
        var confusion = new Integer[classes][classes];
        for (var row : confusion) {
            Arrays.fill(row, 0);
        }
        double sum = 0;
        double weight = 0;
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            float[] logits = network.logits(batch.inputs(), batch.size());
            sum += loss.sum(logits, batch);
            weight += loss.weight(batch);
            for (int n = 0; n < batch.size(); n++) {
                confusion[batch.labels()[n]][Evaluator.predictedClass(logits, n * classes, classes)]++;
            }
        }
        return new Evaluation.OfClasses(
                sum / weight, classNames, Arrays.stream(confusion).map(List::of).toList());
    }

    private static Evaluation ofValues(Classifier network, LossSpec lossSpec, Loss loss, BatchSource samples) {
        int outputs = samples.classes();
        double lossSum = 0;
        double absolute = 0;
        double squared = 0;
        var variation = new Variation(outputs);
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            float[] logits = network.logits(batch.inputs(), batch.size());
            float[] targets = ((Batch.Values) batch.targets()).values();
            loss.requireTargets(batch);
            lossSum += loss.sum(logits, batch);
            for (int i = 0; i < batch.size() * outputs; i++) {
                double value = switch (lossSpec) {
                    case LossSpec.BinaryCrossEntropy _ -> Sigmoid.of(logits[i]);
                    case LossSpec.KullbackLeibler _ -> Math.exp(logits[i]);
                    case LossSpec.OfClasses _,
                            LossSpec.BinaryCrossEntropyOfProbabilities _,
                            LossSpec.MeanSquaredError _,
                            LossSpec.MeanAbsoluteError _,
                            LossSpec.Huber _ -> logits[i];
                };
                double error = value - targets[i];
                absolute += Math.abs(error);
                squared += error * error;
                variation.add(i % outputs, targets[i]);
            }
        }
        int count = samples.sampleCount();
        double total = variation.total(count);
        return new Evaluation.OfValues(
                count,
                lossSum / count,
                absolute / count / outputs,
                squared / count / outputs,
                total > 0 ? 1 - squared / total : Double.NaN);
    }

    /** The squared differences of targets from their means, by output; sums are of what differs from the first target. */
    private static final class Variation {

        private final double[] first;
        private final double[] sums;
        private final double[] squares;
        private final boolean[] begun;

        Variation(int outputs) {
            this.first = new double[outputs];
            this.sums = new double[outputs];
            this.squares = new double[outputs];
            this.begun = new boolean[outputs];
        }

        void add(int output, double target) {
            if (!begun[output]) {
                begun[output] = true;
                first[output] = target;
            }
            double difference = target - first[output];
            sums[output] += difference;
            squares[output] += difference * difference;
        }

        double total(int count) {
            double total = 0;
            for (int k = 0; k < sums.length; k++) {
                total += squares[k] - sums[k] * sums[k] / count;
            }
            return total;
        }
    }
}
