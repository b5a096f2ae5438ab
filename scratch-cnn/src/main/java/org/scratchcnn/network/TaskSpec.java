package org.scratchcnn.network;

import java.util.Locale;

/** A network trained on data: what {@code ./cnn compare --task} names. */
public record TaskSpec(String name, DataSpec data, TrainingSpec training) {

    public TaskSpec {
        if (!data.sampleShape().equals(training.network().input())) {
            throw new IllegalArgumentException("%s feeds samples of %s to %s, which takes %s"
                    .formatted(
                            name,
                            data.sampleShape(),
                            training.network().name(),
                            training.network().input()));
        }
        int classes = data.dataSet().classes();
        int logits = training.network().resolve().logits().count();
        if (logits != classes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has %d classes, but %s ends in %d logits",
                    name,
                    classes,
                    training.network().name(),
                    logits));
        }
        requireMonitored(name, data, training);
    }

    /** The loss of test samples must not decide how a network is trained. */
    private static void requireMonitored(String name, DataSpec data, TrainingSpec training) {
        if (training.schedule().plateau().isPresent() && data.validation() == 0) {
            throw new IllegalArgumentException(
                    "%s has no validation samples, but its learning rate follows their loss; split some off, or take another schedule"
                            .formatted(name));
        }
    }

    public NetworkSpec network() {
        return training.network();
    }

    /** The same task with one seed for initial weights, dropout, order and drawn data. */
    public TaskSpec withSeed(long seed) {
        return new TaskSpec(name, data.withSeed(seed), training.withSeed(seed));
    }

    public TaskSpec withEpochs(int epochs) {
        return new TaskSpec(name, data, training.withEpochs(epochs));
    }

    public TaskSpec withBatchSize(int batchSize) {
        return new TaskSpec(name, data, training.withBatchSize(batchSize));
    }

    public TaskSpec withTraining(TrainingSpec newTraining) {
        return new TaskSpec(name, data, newTraining);
    }
}
