package org.scratchcnn.worker;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;

/** Points whose first coordinate is positive in class 1 and negative in class 0, in batches that share their arrays. */
record Points(int sampleCount, int batchSize, int classes) implements BatchSource {

    /** 10 to train on in batches of 4, 3 to validate on, 2 to test on. */
    static TaskData data() {
        return new TaskData(new Points(10, 4, 3), new Points(3, 4, 3), new Points(2, 4, 3), fingerprint());
    }

    static TaskData dataWithoutValidation() {
        return new TaskData(new Points(10, 4, 3), null, new Points(2, 4, 3), fingerprint());
    }

    static DataFingerprint fingerprint() {
        return new DataFingerprint(
                "Points", DataFingerprint.Origin.GENERATED, new TreeMap<>(Map.of("points", "00")), 10, 3, 2);
    }

    @Override
    public Iterator<Batch> epoch(int epoch) {
        var inputs = new float[2 * batchSize];
        var labels = new int[batchSize];
        List<Integer> firsts = new ArrayList<>();
        for (int first = 0; first < sampleCount; first += batchSize) {
            firsts.add(first);
        }
        return firsts.stream()
                .map(first -> {
                    int size = Math.min(batchSize, sampleCount - first);
                    for (int n = 0; n < size; n++) {
                        int index = first + n;
                        labels[n] = index % 2;
                        inputs[2 * n] = (labels[n] == 1 ? 1 : -1) * (index + 1) / 10f;
                        inputs[2 * n + 1] = 0.05f * index;
                    }
                    return Batch.labelled(size, inputs, labels);
                })
                .iterator();
    }
}
