package org.scratchcnn.pytorch;

import java.io.IOException;
import java.nio.file.Path;
import org.scratchcnn.worker.ConvolutionRequest;
import org.scratchcnn.worker.EngineWorker;
import org.scratchcnn.worker.KernelWorker;

/** The process in which PyTorch is measured. */
public final class PyTorchWorker {

    private PyTorchWorker() {}

    /**
     * Serves one request with the configuration that the first argument names, {@code pytorch} or
     * {@code pytorch-channels-last}: a training that is described on standard input, or, as the other arguments of
     * {@link KernelWorker} say, one convolution.
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 4 && args[1].equals(ConvolutionRequest.ARGUMENT)) {
            var engine = PyTorchEngine.engine(args[0]);
            KernelWorker.run(ConvolutionRequest.class, engine::open, args[2], Path.of(args[3]));
        } else if (args.length == 1) {
            EngineWorker.run(PyTorchEngine.engine(args[0]));
        } else {
            throw new IllegalArgumentException(
                    "Name one configuration, pytorch or pytorch-channels-last, and for a convolution \"%s\", the request and the result's file; given were %d arguments"
                            .formatted(ConvolutionRequest.ARGUMENT, args.length));
        }
    }
}
