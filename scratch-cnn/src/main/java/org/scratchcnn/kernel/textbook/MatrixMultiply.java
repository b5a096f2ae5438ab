package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.kernel.textbook.vector.VectorMatrixMultiply;

/**
 * Single-precision matrix multiplication, {@code C = A·B} or {@code C += A·B}, on the calling thread. Each element of C
 * is summed in an order that depends on the number of A's columns alone, so a product computed in parts has the same
 * bits as in one go.
 */
public interface MatrixMultiply {

    /** The fastest one that this JVM can run; a warning says where that is the scalar one. */
    static MatrixMultiply fastest() {
        return VectorSupport.isAvailableOrWarn() ? new VectorMatrixMultiply() : new BlockedMatrixMultiply();
    }

    /** As reports name it. */
    String name();

    /** How many floats of workspace a call needs from {@link Alignment#LEAD} on, whatever its matrices. */
    int workspaceSize();

    /**
     * Multiplies.
     *
     * @param c row-major; overlaps neither {@code a} nor {@code b}
     * @param accumulate whether to add to what {@code c} holds
     * @param workspace of {@link #workspaceSize} from {@link Alignment#LEAD} on, for this thread alone
     */
    void multiply(Matrix a, Matrix b, Matrix c, boolean accumulate, float[] workspace);

    /**
     * Multiplies a matrix by a column, {@code y += A·x}, reading each element of A once, where it lies. It sums in
     * another order than {@link #multiply}, but also in one that depends on the number of A's columns alone.
     *
     * @param a row-major
     * @param x of {@code a.columns()} values from {@code xOffset} on
     * @param y of {@code a.rows()} values from {@code yOffset} on; overlaps neither {@code a} nor {@code x}
     * @param workspace of {@link #workspaceSize} from {@link Alignment#LEAD} on, for this thread alone
     */
    void multiplyColumn(Matrix a, float[] x, int xOffset, float[] y, int yOffset, float[] workspace);
}
