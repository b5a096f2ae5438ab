package org.scratchcnn.kernel.textbook;

import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.Workspace;

/** What each thread of a team needs to multiply matrices; shared by all kernels of a backend, which run one at a time. */
final class MultiplyWorkspace {

    private final Matrix[] a;
    private final Matrix[] b;
    private final Matrix[] c;
    private final List<Buffer<float[]>> memory;

    MultiplyWorkspace(MatrixMultiply multiply, int threads, Workspace workspace) {
        a = matrices(threads);
        b = matrices(threads);
        c = matrices(threads);
        memory = Stream.generate(() -> workspace.floats(multiply.workspaceSize()))
                .limit(threads)
                .toList();
    }

    private static Matrix[] matrices(int threads) {
        var matrices = new Matrix[threads];
        for (int thread = 0; thread < threads; thread++) {
            matrices[thread] = new Matrix();
        }
        return matrices;
    }

    Matrix a(int thread) {
        return a[thread];
    }

    Matrix b(int thread) {
        return b[thread];
    }

    Matrix c(int thread) {
        return c[thread];
    }

    float[] memory(int thread) {
        return memory.get(thread).array();
    }
}
