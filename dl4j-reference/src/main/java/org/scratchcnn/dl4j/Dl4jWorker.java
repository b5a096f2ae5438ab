package org.scratchcnn.dl4j;

import org.scratchcnn.worker.EngineWorker;

/** The process in which Deeplearning4j is measured. */
public final class Dl4jWorker {

    private Dl4jWorker() {}

    /** Serves one request with the configuration that the only argument names, {@code dl4j} or {@code dl4j-shipped}. */
    public static void main(String[] args) {
        EngineWorker.run(Dl4jEngine.engine(args[0]));
    }
}
