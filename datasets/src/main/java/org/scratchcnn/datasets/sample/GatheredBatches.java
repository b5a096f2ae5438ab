package org.scratchcnn.datasets.sample;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;

/**
 * Some of the samples, gathered into batches. One set of arrays serves all batches, so one epoch is gone through at a
 * time. Not safe for use by several threads at once.
 */
public final class GatheredBatches implements BatchSource {

    private final LabelledSamples samples;
    private final int classes;
    private final int[] members;
    private final int batchSize;
    private final OptionalLong shuffleSeed;
    private final int[] order;
    private final float[] inputs;
    private final int[] labels;
    private int epochsBegun;

    private GatheredBatches(
            LabelledSamples samples, int classes, int[] members, int batchSize, OptionalLong shuffleSeed) {
        if (batchSize < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, but is " + batchSize);
        }
        if (members.length == 0) {
            throw new IllegalArgumentException("Batches need at least one sample, but there is none");
        }
        this.samples = samples;
        this.classes = classes;
        this.members = members.clone();
        this.batchSize = batchSize;
        this.shuffleSeed = shuffleSeed;
        this.order = members.clone();
        int largest = Math.min(batchSize, members.length);
        this.inputs = new float[Math.multiplyExact(largest, samples.shape().size())];
        this.labels = new int[largest];
    }

    /** Batches of {@code members} in the order in which they are given, in every epoch. */
    public static GatheredBatches inOrder(LabelledSamples samples, int classes, int[] members, int batchSize) {
        return new GatheredBatches(samples, classes, members, batchSize, OptionalLong.empty());
    }

    /** Batches of {@code members}, which every epoch shuffles anew, in a way that depends on seed and epoch alone. */
    public static GatheredBatches shuffled(
            LabelledSamples samples, int classes, int[] members, int batchSize, long seed) {
        return new GatheredBatches(samples, classes, members, batchSize, OptionalLong.of(seed));
    }

    @Override
    public int sampleCount() {
        return members.length;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    @Override
    public int classes() {
        return classes;
    }

    /**
     * {@inheritDoc} Asking for an epoch ends any that is still gone through.
     *
     * @throws IllegalArgumentException if {@code epoch} is below 1
     */
    @Override
    public Iterator<Batch> epoch(int epoch) {
        if (epoch < 1) {
            throw new IllegalArgumentException("The first epoch is 1, but was asked for " + epoch);
        }
        if (shuffleSeed.isPresent()) {
            // From the same order each time, so that an epoch's order doesn't depend on those before it.
            System.arraycopy(members, 0, order, 0, members.length);
            Shuffle.shuffle(order, RandomStreams.forEpoch(shuffleSeed.getAsLong(), epoch));
        }
        epochsBegun++;
        return new Epoch(epochsBegun);
    }

    private final class Epoch implements Iterator<Batch> {

        private final int number;
        private final Batch whole = Batch.labelled(labels.length, inputs, labels);
        private int next;

        private Epoch(int number) {
            this.number = number;
        }

        @Override
        public boolean hasNext() {
            return next < order.length;
        }

        @Override
        public Batch next() {
            if (number != epochsBegun) {
                throw new IllegalStateException("This epoch ended when a later one was asked for");
            }
            if (!hasNext()) {
                throw new NoSuchElementException("The epoch has no more batches");
            }
            int size = Math.min(labels.length, order.length - next);
            int sampleSize = samples.shape().size();
            for (int n = 0; n < size; n++) {
                int sample = order[next + n];
                samples.copyTo(sample, inputs, n * sampleSize);
                labels[n] = samples.label(sample);
            }
            next += size;
            return size == labels.length ? whole : Batch.labelled(size, inputs, labels);
        }
    }
}
