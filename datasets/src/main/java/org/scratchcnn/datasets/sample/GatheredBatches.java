package org.scratchcnn.datasets.sample;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;

/**
 * Some of the samples, gathered into batches. One set of arrays serves all batches, so one epoch is gone through at a
 * time. Not safe for use by several threads at once.
 */
public final class GatheredBatches implements BatchSource {

    private final Samples samples;
    private final int classes;
    private final int[] members;
    private final int batchSize;
    private final OptionalLong shuffleSeed;
    private final int[] order;
    private final int largest;
    private final float[] inputs;
    private final Targets targets;
    private int epochsBegun;

    /** The targets of a batch, gathered into one array. */
    private sealed interface Targets {

        Batch.Targets all();

        /** Takes a sample's target as that of the batch's sample {@code n}. */
        void gather(int sample, int n);
    }

    private record Labels(LabelledSamples samples, int[] labels) implements Targets {

        @Override
        public Batch.Targets all() {
            return new Batch.Labels(labels);
        }

        @Override
        public void gather(int sample, int n) {
            labels[n] = samples.label(sample);
        }
    }

    private record Values(ValuedSamples samples, float[] values) implements Targets {

        @Override
        public Batch.Targets all() {
            return new Batch.Values(values);
        }

        @Override
        public void gather(int sample, int n) {
            samples.copyTargets(sample, values, n * samples.outputs());
        }
    }

    private GatheredBatches(
            Samples samples,
            int classes,
            IntFunction<Targets> targets,
            int[] members,
            int batchSize,
            OptionalLong shuffleSeed) {
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
        this.largest = Math.min(batchSize, members.length);
        this.inputs = new float[Math.multiplyExact(largest, samples.shape().size())];
        this.targets = targets.apply(largest);
    }

    /** Batches of {@code members} in the order in which they are given, in every epoch. */
    public static GatheredBatches inOrder(LabelledSamples samples, int classes, int[] members, int batchSize) {
        return labelled(samples, classes, members, batchSize, OptionalLong.empty());
    }

    /** Batches with values as targets, of {@code members} in the order in which they are given, in every epoch. */
    public static GatheredBatches inOrder(ValuedSamples samples, int[] members, int batchSize) {
        return valued(samples, members, batchSize, OptionalLong.empty());
    }

    /** Batches of {@code members}, which every epoch shuffles anew, in a way that depends on seed and epoch alone. */
    public static GatheredBatches shuffled(
            LabelledSamples samples, int classes, int[] members, int batchSize, long seed) {
        return labelled(samples, classes, members, batchSize, OptionalLong.of(seed));
    }

    /** Batches with values as targets, of {@code members}, which every epoch shuffles anew, by seed and epoch alone. */
    public static GatheredBatches shuffled(ValuedSamples samples, int[] members, int batchSize, long seed) {
        return valued(samples, members, batchSize, OptionalLong.of(seed));
    }

    private static GatheredBatches labelled(
            LabelledSamples samples, int classes, int[] members, int batchSize, OptionalLong shuffleSeed) {
        return new GatheredBatches(
                samples, classes, largest -> new Labels(samples, new int[largest]), members, batchSize, shuffleSeed);
    }

    private static GatheredBatches valued(
            ValuedSamples samples, int[] members, int batchSize, OptionalLong shuffleSeed) {
        int outputs = samples.outputs();
        return new GatheredBatches(
                samples,
                outputs,
                largest -> new Values(samples, new float[Math.multiplyExact(largest, outputs)]),
                members,
                batchSize,
                shuffleSeed);
    }

    @Override
    public int sampleCount() {
        return members.length;
    }

    @Override
    public int batchSize() {
        return batchSize;
    }

    /** The classes that labels are of; where targets are values, how many a sample has. */
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
        private final Batch whole = new Batch(largest, inputs, targets.all());
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
            int size = Math.min(largest, order.length - next);
            int sampleSize = samples.shape().size();
            for (int n = 0; n < size; n++) {
                int sample = order[next + n];
                samples.copyTo(sample, inputs, n * sampleSize);
                targets.gather(sample, n);
            }
            next += size;
            return size == largest ? whole : new Batch(size, inputs, targets.all());
        }
    }
}
