package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.Matrix;
import org.scratchcnn.kernel.textbook.MatrixMultiply;
import org.scratchcnn.kernel.textbook.vector.VectorMatrixMultiply;

/** The product of two row-major matrices, on one thread: what im2col and the dense layers of {@code textbook} do. */
@State(Scope.Benchmark)
public class MatrixMultiplyBenchmark extends ScratchBenchmark {

    /**
     * {@code ROWSxDEPTHxCOLUMNS}: cifar-cnn's second convolution as im2col has it, one image; its first dense layer, a
     * batch of 64; a square one.
     */
    @Param({"64x288x256", "64x4096x128", "512x512x512"})
    public String matrices = "";

    @Param
    public Algorithm algorithm = Algorithm.BLOCKED;

    final Matrix left = new Matrix();
    final Matrix right = new Matrix();
    private final Matrix product = new Matrix();
    private MatrixMultiply multiply;
    private float[] workspace;

    /** How matrices are multiplied. */
    public enum Algorithm {
        /** Blocks that fit the caches, in plain Java. */
        BLOCKED,
        /** Blocks, panels and tiles of vectors. */
        VECTOR
    }

    @Setup
    public void setUp() {
        multiply = algorithm == Algorithm.VECTOR ? new VectorMatrixMultiply() : new BlockedMatrixMultiply();
        workspace = new float[Alignment.LEAD + multiply.workspaceSize()];
        int[] sizes = sizes(matrices);
        int rows = sizes[0];
        int depth = sizes[1];
        int columns = sizes[2];
        left.rowMajor(draw(rows * depth), 0, rows, depth, depth);
        right.rowMajor(draw(depth * columns), 0, depth, columns, columns);
        product.rowMajor(new float[rows * columns], 0, rows, columns, columns);
    }

    @Benchmark
    public float[] product() {
        multiply.multiply(left, right, product, false, workspace);
        return product.values();
    }

    /** Rows, depth and columns. */
    private static int[] sizes(String matrices) {
        return Arrays.stream(matrices.split("x")).mapToInt(Integer::parseInt).toArray();
    }

    /** Multiplications and additions of the definition. */
    static long flops(String matrices) {
        return Arrays.stream(sizes(matrices)).asLongStream().reduce(2, Math::multiplyExact);
    }
}
