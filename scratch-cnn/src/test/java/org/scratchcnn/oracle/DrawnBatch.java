package org.scratchcnn.oracle;

import java.util.random.RandomGenerator;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.ResolvedNetwork;

/** Batches for any network. */
public final class DrawnBatch {

    private DrawnBatch() {}

    /** Values in [−1, 1), and labels among the network's outputs. */
    public static Batch of(ResolvedNetwork network, int size, RandomGenerator random) {
        var inputs = Numbers.random(size * network.input().size(), random);
        var labels = random.ints(size, 0, network.logits().count()).toArray();
        return Batch.labelled(size, inputs, labels);
    }
}
