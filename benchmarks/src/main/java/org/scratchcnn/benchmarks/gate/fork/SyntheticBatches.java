package org.scratchcnn.benchmarks.gate.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.ResolvedNetwork;

/**
 * Batches of noise with labels drawn at random, the same on every machine: what is computed does not depend on what
 * images show, and no data set has to be there.
 */
final class SyntheticBatches {

    /** More than one, so that no batch is learned by heart between two restores; few enough to fit into memory. */
    private static final int COUNT = 16;

    private static final long SEED = 1;

    private final List<Batch> batches = new ArrayList<>();
    private int next;

    SyntheticBatches(ResolvedNetwork network, int samples) {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < COUNT; i++) {
            var inputs = new float[samples * network.input().size()];
            for (int j = 0; j < inputs.length; j++) {
                inputs[j] = (float) random.nextDouble();
            }
            int classes = network.logits().count();
            batches.add(Batch.labelled(
                    samples, inputs, random.ints(samples, 0, classes).toArray()));
        }
    }

    Batch next() {
        var batch = batches.get(next);
        next = (next + 1) % COUNT;
        return batch;
    }
}
