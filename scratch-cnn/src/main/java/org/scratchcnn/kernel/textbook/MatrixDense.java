package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.ThreadTeam;

/**
 * A dense layer as matrix multiplication over the whole batch, X {@code [N, in]}, Y {@code [N, out]}, W
 * {@code [out, in]}:
 *
 * <pre>
 * Y = X · Wᵀ + bias      dX = dY · W      dW = dYᵀ · X
 * </pre>
 *
 * <p>Split over features, so that the batch keeps the multiplication busy and no image's sum is cut. For a few images
 * {@code Y} is computed image by image: then reordering W for the product of matrices would take longer than the product.
 */
final class MatrixDense extends SplitWeightedKernel {

    private static final int OUT_TILE = 32;
    private static final int IN_TILE = 128;

    /** Up to so many images, W is read once for each instead of reordered once for all. */
    private static final int FEW_IMAGES = 4;

    private final int inFeatures;
    private final int outFeatures;
    private final MatrixMultiply multiply;
    private final MultiplyWorkspace multiplyWorkspace;

    MatrixDense(
            int inFeatures,
            int outFeatures,
            MatrixMultiply multiply,
            MultiplyWorkspace multiplyWorkspace,
            ThreadTeam team) {
        super(team);
        this.inFeatures = inFeatures;
        this.outFeatures = outFeatures;
        this.multiply = multiply;
        this.multiplyWorkspace = multiplyWorkspace;
    }

    /** Some output features. */
    @Override
    int forwardItems() {
        return Math.ceilDiv(outFeatures, OUT_TILE);
    }

    @Override
    void forwardItem(int item, int thread) {
        int first = item * OUT_TILE;
        int tile = Math.min(OUT_TILE, outFeatures - first);
        for (int n = 0; n < images; n++) {
            int row = n * outFeatures + first;
            if (bias.length == 0) {
                Arrays.fill(y, row, row + tile, 0);
            } else {
                System.arraycopy(bias, first, y, row, tile);
            }
        }
        if (images <= FEW_IMAGES) {
            var rows = multiplyWorkspace.a(thread).rowMajor(weight, first * inFeatures, tile, inFeatures, inFeatures);
            for (int n = 0; n < images; n++) {
                multiply.multiplyColumn(
                        rows, x, n * inFeatures, y, n * outFeatures + first, multiplyWorkspace.memory(thread));
            }
            return;
        }
        multiply.multiply(
                multiplyWorkspace.a(thread).rowMajor(x, 0, images, inFeatures, inFeatures),
                multiplyWorkspace.b(thread).transposed(weight, first * inFeatures, inFeatures, tile, inFeatures),
                multiplyWorkspace.c(thread).rowMajor(y, first, images, tile, outFeatures),
                true,
                multiplyWorkspace.memory(thread));
    }

    /** Some input features. */
    @Override
    int gradientByInputItems() {
        return Math.ceilDiv(inFeatures, IN_TILE);
    }

    @Override
    void gradientByInputItem(int item, int thread) {
        int first = item * IN_TILE;
        int tile = Math.min(IN_TILE, inFeatures - first);
        multiply.multiply(
                multiplyWorkspace.a(thread).rowMajor(dy, 0, images, outFeatures, outFeatures),
                multiplyWorkspace.b(thread).rowMajor(weight, first, outFeatures, tile, inFeatures),
                multiplyWorkspace.c(thread).rowMajor(dx, first, images, tile, inFeatures),
                false,
                multiplyWorkspace.memory(thread));
    }

    /** Some input features; the first item does the bias too. */
    @Override
    int gradientByWeightItems() {
        return Math.ceilDiv(inFeatures, IN_TILE);
    }

    @Override
    void gradientByWeightItem(int item, int thread) {
        int first = item * IN_TILE;
        int tile = Math.min(IN_TILE, inFeatures - first);
        multiply.multiply(
                multiplyWorkspace.a(thread).transposed(dy, 0, outFeatures, images, outFeatures),
                multiplyWorkspace.b(thread).rowMajor(x, first, images, tile, inFeatures),
                multiplyWorkspace.c(thread).rowMajor(dWeight, first, outFeatures, tile, inFeatures),
                true,
                multiplyWorkspace.memory(thread));
        if (first == 0 && dBias.length > 0) {
            for (int n = 0; n < images; n++) {
                for (int o = 0; o < outFeatures; o++) {
                    dBias[o] += dy[n * outFeatures + o];
                }
            }
        }
    }
}
