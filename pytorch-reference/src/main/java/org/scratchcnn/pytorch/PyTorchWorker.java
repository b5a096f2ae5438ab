package org.scratchcnn.pytorch;

import org.scratchcnn.worker.EngineWorker;

/** The process in which PyTorch is measured. */
public final class PyTorchWorker {

    private PyTorchWorker() {}

    /**
     * Serves one request with the configuration that the only argument names, {@code pytorch} or
     * {@code pytorch-channels-last}.
     */
    public static void main(String[] args) {
        EngineWorker.run(PyTorchEngine.engine(args[0]));
    }
}
