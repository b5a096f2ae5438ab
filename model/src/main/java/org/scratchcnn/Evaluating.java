package org.scratchcnn;

import java.util.Arrays;
import java.util.List;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.train.Classifier;
import org.scratchcnn.train.Evaluator;

/** Goes through samples once and compares what a network says of them with what it should. */
final class Evaluating {

    private Evaluating() {}

    static Evaluation evaluate(Classifier network, NetworkSpec spec, BatchSource samples, List<String> classNames) {
        return classNames.isEmpty()
                ? ofValues(network, samples)
                : ofClasses(network, Loss.of(spec.loss(), classNames.size()), samples, classNames);
    }

    private static Evaluation ofClasses(Classifier network, Loss loss, BatchSource samples, List<String> classNames) {
        int classes = classNames.size();
        var confusion = new Integer[classes][classes];
        for (var row : confusion) {
            Arrays.fill(row, 0);
        }
        double sum = 0;
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            float[] logits = network.logits(batch.inputs(), batch.size());
            sum += loss.sum(logits, batch);
            for (int n = 0; n < batch.size(); n++) {
                confusion[batch.labels()[n]][Evaluator.predictedClass(logits, n * classes, classes)]++;
            }
        }
        return new Evaluation.OfClasses(
                sum / samples.sampleCount(),
                classNames,
                Arrays.stream(confusion).map(List::of).toList());
    }

    private static Evaluation ofValues(Classifier network, BatchSource samples) {
        int outputs = samples.classes();
        var sums = new double[outputs];
        var squares = new double[outputs];
        double absolute = 0;
        double squared = 0;
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            var batch = batches.next();
            float[] values = network.logits(batch.inputs(), batch.size());
            float[] targets = ((Batch.Values) batch.targets()).values();
            for (int i = 0; i < batch.size() * outputs; i++) {
                double error = (double) values[i] - targets[i];
                absolute += Math.abs(error);
                squared += error * error;
                sums[i % outputs] += targets[i];
                squares[i % outputs] += (double) targets[i] * targets[i];
            }
        }
        int count = samples.sampleCount();
        double variation = 0;
        for (int k = 0; k < outputs; k++) {
            variation += squares[k] - sums[k] * sums[k] / count;
        }
        double mean = squared / count / outputs;
        return new Evaluation.OfValues(
                count, absolute / count / outputs, mean, variation > 0 ? 1 - squared / variation : Double.NaN);
    }
}
