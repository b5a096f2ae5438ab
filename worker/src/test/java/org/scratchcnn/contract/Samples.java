package org.scratchcnn.contract;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.network.NetworkSpec;

/** Seeded batches for any network. */
public final class Samples {

    private Samples() {}

    /** Values in [−1, 1), labels among the network's logits. */
    public static Batch batch(NetworkSpec network, int size, long seed) {
        var random = new SplittableRandom(seed);
        var resolved = network.resolve();
        var labels = new int[size];
        for (int n = 0; n < size; n++) {
            labels[n] = random.nextInt(resolved.logits().count());
        }
        return Batch.labelled(size, uniform(size * network.input().size(), random), labels);
    }

    /** Values in [−1, 1). */
    public static float[] uniform(int count, RandomGenerator random) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }
}
