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
        if (args.length != 1) {
            throw new IllegalArgumentException(
                    "Name one configuration, pytorch or pytorch-channels-last; given were %d arguments"
                            .formatted(args.length));
        }
        EngineWorker.run(PyTorchEngine.engine(args[0]), new String[0]);
    }
}
