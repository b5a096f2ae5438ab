package org.scratchcnn.datasets;

import java.util.Optional;
import org.scratchcnn.datasets.sample.GatheredBatches;
import org.scratchcnn.datasets.sample.LabelledSamples;
import org.scratchcnn.engine.BatchSource;

/** A task's data in memory, split and ready to be handed out in batches. */
public final class PreparedData {

    private final int classes;
    private final long orderSeed;
    private final Part training;
    private final Part validation;
    private final Part test;
    private final DataFingerprint fingerprint;

    /** Some of the samples. */
    record Part(LabelledSamples samples, int[] members) {}

    PreparedData(int classes, long orderSeed, Part training, Part validation, Part test, DataFingerprint fingerprint) {
        this.classes = classes;
        this.orderSeed = orderSeed;
        this.training = training;
        this.validation = validation;
        this.test = test;
        this.fingerprint = fingerprint;
    }

    /**
     * The training samples, shuffled anew in every epoch: seed and epoch alone decide the order, so every engine sees the
     * same. Each call gives a source with arrays of its own.
     *
     * @throws IllegalArgumentException if {@code batchSize} is below 1
     */
    public BatchSource training(int batchSize) {
        return GatheredBatches.shuffled(training.samples(), classes, training.members(), batchSize, orderSeed);
    }

    /** The samples held back from training, always in the same order; empty if the task holds none back. */
    public Optional<BatchSource> validation(int batchSize) {
        return validation.members().length == 0 ? Optional.empty() : Optional.of(inOrder(validation, batchSize));
    }

    /** The test samples, always in the same order. */
    public BatchSource test(int batchSize) {
        return inOrder(test, batchSize);
    }

    /** Which data these are, for the record. */
    public DataFingerprint fingerprint() {
        return fingerprint;
    }

    private BatchSource inOrder(Part part, int batchSize) {
        return GatheredBatches.inOrder(part.samples(), classes, part.members(), batchSize);
    }
}
