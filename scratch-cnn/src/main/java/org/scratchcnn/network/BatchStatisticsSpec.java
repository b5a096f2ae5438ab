package org.scratchcnn.network;

/** Over which samples {@linkplain BatchNorm batch normalization} takes its statistics in training. */
public sealed interface BatchStatisticsSpec permits BatchStatisticsSpec.WholeBatch, BatchStatisticsSpec.GhostBatch {

    /** All samples of the batch. */
    record WholeBatch() implements BatchStatisticsSpec {}

    /**
     * Each {@code size} samples of a batch by themselves, in their order (Hoffer, Hubara and Soudry 2017, "Train longer,
     * generalize better"): a batch goes through the network in parts of that size, which is faster too.
     */
    record GhostBatch(int size) implements BatchStatisticsSpec {
        public GhostBatch {
            if (size < 1) {
                throw new IllegalArgumentException("A ghost batch has at least 1 sample, but was given " + size);
            }
        }
    }
}
