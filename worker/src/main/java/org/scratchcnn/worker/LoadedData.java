package org.scratchcnn.worker;

import java.nio.file.Path;
import org.scratchcnn.datasets.DataLoader;
import org.scratchcnn.datasets.DataRoot;
import org.scratchcnn.datasets.StandIn;

/** The data sets on this machine. */
final class LoadedData implements DataProvider {

    @Override
    public TaskData load(WorkerRequest request) {
        var prepared = DataLoader.load(
                request.task().data(),
                new DataRoot(Path.of(request.dataRoot())),
                request.standInAllowed() ? StandIn.ALLOWED : StandIn.REFUSED);
        int batchSize = request.task().training().batchSize();
        return new TaskData(
                prepared.training(batchSize),
                prepared.validation(batchSize).orElse(null),
                prepared.test(batchSize),
                prepared.fingerprint());
    }
}
