package org.scratchcnn.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import org.scratchcnn.worker.EngineWorker;
import org.scratchcnn.worker.KernelWorker;
import org.scratchcnn.worker.MatrixMultiplyRequest;

/** The process in which Deeplearning4j is measured. */
public final class Dl4jWorker {

    private Dl4jWorker() {}

    /**
     * Serves one request with the configuration that the first argument names, {@code dl4j} or {@code dl4j-shipped}: a
     * training that is described on standard input, or, as the other arguments of {@link KernelWorker} say, one matrix
     * multiplication.
     */
    public static void main(String[] args) throws IOException {
        if (args.length == 4 && args[1].equals(MatrixMultiplyRequest.ARGUMENT)) {
            KernelWorker.run(
                    MatrixMultiplyRequest.class,
                    request -> new NativeMatrixMultiply(args[0], request),
                    args[2],
                    Path.of(args[3]));
        } else if (args.length == 1) {
            EngineWorker.run(Dl4jEngine.engine(args[0]));
        } else {
            throw new IllegalArgumentException(
                    "Name one configuration, dl4j or dl4j-shipped, and for a matrix multiplication \"%s\", the request and the result's file; given were %d arguments"
                            .formatted(MatrixMultiplyRequest.ARGUMENT, args.length));
        }
    }
}
