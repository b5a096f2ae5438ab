package org.scratchcnn.train;

import java.util.Iterator;
import java.util.List;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;

/** Given batches, the same in every epoch. */
record DrawnBatches(int batchSize, int classes, List<Batch> batches) implements BatchSource {

    @Override
    public int sampleCount() {
        return batches.stream().mapToInt(Batch::size).sum();
    }

    @Override
    public Iterator<Batch> epoch(int epoch) {
        return batches.iterator();
    }
}
