package org.scratchcnn.benchmarks.harness;

import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.EngineWorker;

/** The process in which one of the scratch engines is measured. */
public final class ScratchWorker {

    private ScratchWorker() {}

    /** Serves one request by the engine that the only argument names. */
    public static void main(String[] args) {
        EngineWorker.run(ScratchEngines.engine(args[0]));
    }
}
