package org.scratchcnn.train;

import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;

/** Labelled samples in arrays, shuffled by epoch. */
record Samples(float[] inputs, int[] labels, int sampleSize, int classes, int batchSize) implements BatchSource {

    /** Points of a spiral (Stanford's CS231n notes), as many of each class. */
    static Samples spiral(int classes, int pointsPerClass, int batchSize, RandomGenerator random) {
        var inputs = new float[classes * pointsPerClass * 2];
        var labels = new int[classes * pointsPerClass];
        for (int n = 0; n < labels.length; n++) {
            int k = n / pointsPerClass;
            double radius = n % pointsPerClass / (pointsPerClass - 1.0);
            double angle = 4 * k + 4 * radius + random.nextGaussian(0, 0.2);
            inputs[2 * n] = (float) (radius * Math.sin(angle));
            inputs[2 * n + 1] = (float) (radius * Math.cos(angle));
            labels[n] = k;
        }
        return new Samples(inputs, labels, 2, classes, batchSize);
    }

    @Override
    public int sampleCount() {
        return labels.length;
    }

    @Override
    public Iterator<Batch> epoch(int epoch) {
        var random = new SplittableRandom(epoch);
        var order = IntStream.range(0, labels.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return IntStream.range(0, batchCount())
                .mapToObj(b -> batch(order, b * batchSize))
                .iterator();
    }

    private Batch batch(int[] order, int from) {
        int size = Math.min(batchSize, order.length - from);
        var batchInputs = new float[size * sampleSize];
        var batchLabels = new int[size];
        for (int n = 0; n < size; n++) {
            System.arraycopy(inputs, order[from + n] * sampleSize, batchInputs, n * sampleSize, sampleSize);
            batchLabels[n] = labels[order[from + n]];
        }
        return Batch.labelled(size, batchInputs, batchLabels);
    }
}
