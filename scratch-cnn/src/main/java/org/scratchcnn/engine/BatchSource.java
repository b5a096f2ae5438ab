package org.scratchcnn.engine;

import java.util.Iterator;

/** Samples handed out in batches, the same in every run with the same seed. */
public interface BatchSource {

    /** Samples in an epoch. */
    int sampleCount();

    /** Samples in a batch; the last one of an epoch may have fewer. */
    int batchSize();

    /** The classes that labels are of. */
    int classes();

    /**
     * One pass over all samples, in an order that depends on the epoch alone, the first being epoch 1. A batch is valid
     * until the next one is asked for: its arrays are filled anew.
     */
    Iterator<Batch> epoch(int epoch);

    /** Batches in an epoch, the smaller last one included. */
    default int batchCount() {
        return Math.ceilDiv(sampleCount(), batchSize());
    }
}
