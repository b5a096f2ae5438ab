package org.scratchcnn.worker;

import java.util.Iterator;
import java.util.List;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;

/** Batches of full size without end, epoch after epoch. */
final class FullBatches {

    private final BatchSource samples;
    private int epoch;
    private Iterator<Batch> batches = List.<Batch>of().iterator();

    /** From the first epoch's first batch on. */
    FullBatches(BatchSource samples) {
        this.samples = samples;
    }

    /** The batch size, or all samples where there are not that many. */
    int size() {
        return Math.min(samples.batchSize(), samples.sampleCount());
    }

    Batch next() {
        while (true) {
            while (batches.hasNext()) {
                var batch = batches.next();
                if (batch.size() == size()) {
                    return batch;
                }
            }
            epoch++;
            batches = samples.epoch(epoch);
        }
    }
}
