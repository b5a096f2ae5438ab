package org.scratchcnn.worker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.DataFingerprint;
import org.scratchcnn.datasets.DataLoader;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.datasets.StandIn;
import org.scratchcnn.engine.BatchSource;

/**
 * A task's samples, at the batch size that it trains with.
 *
 * @param validation absent where the task holds no samples back
 */
record TaskData(BatchSource training, @Nullable BatchSource validation, BatchSource test, DataFingerprint fingerprint) {

    /** Those on this machine, or an exception that says why they can't be had. */
    static TaskData load(WorkerRequest.Measure request) {
        var task = request.planned().task();
        var prepared = DataLoader.load(
                task.data(),
                new DataRoot(Path.of(request.dataRoot())),
                request.standInAllowed() ? StandIn.ALLOWED : StandIn.REFUSED);
        int batchSize = task.training().batchSize();
        return new TaskData(
                prepared.training(batchSize),
                prepared.validation(batchSize).orElse(null),
                prepared.test(batchSize),
                prepared.fingerprint());
    }
}
