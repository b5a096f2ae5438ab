package org.scratchcnn.kernel.textbook;

import java.util.List;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.BatchNormKernel;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.DropoutKernel;
import org.scratchcnn.kernel.DropoutMask;
import org.scratchcnn.kernel.GroupNormKernel;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.SumKernel;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PlannedArrays;

/**
 * The textbook backend: activations are {@code [N, C, H, W]} arrays without borders. With {@link ConvAlgorithm#NAIVE}
 * convolutions and dense layers are plain loops, with {@link ConvAlgorithm#IM2COL} both are matrix multiplications.
 */
public final class TextbookKernels implements Kernels {

    private final ConvAlgorithm algorithm;
    private final MatrixMultiply multiply;
    private final Workspace workspace;
    private final MultiplyWorkspace multiplyWorkspace;
    private final ThreadTeam team;

    /**
     * A backend that shares a team with nobody who runs at the same time.
     *
     * @param multiply used by IM2COL alone
     * @throws IllegalArgumentException if the algorithm is another backend's
     */
    public TextbookKernels(ConvAlgorithm algorithm, MatrixMultiply multiply, ThreadTeam team) {
        if (algorithm != ConvAlgorithm.NAIVE && algorithm != ConvAlgorithm.IM2COL) {
            throw new IllegalArgumentException(
                    "The textbook backend computes convolutions by NAIVE or IM2COL, not by " + algorithm);
        }
        this.algorithm = algorithm;
        this.multiply = multiply;
        this.workspace = new Workspace(team.threads());
        this.multiplyWorkspace = new MultiplyWorkspace(multiply, team.threads(), workspace);
        this.team = team;
    }

    @Override
    public String name() {
        return algorithm == ConvAlgorithm.NAIVE
                ? "textbook, naive"
                : "textbook, im2col (matrix multiplication: " + multiply.name() + ")";
    }

    @Override
    public Padding2d inputBorder(Conv2dGeometry geometry) {
        return Padding2d.NONE;
    }

    @Override
    public Padding2d outputGradientBorder(Conv2dGeometry geometry) {
        return Padding2d.NONE;
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public PlannedArrays arrays(Layout layout) {
        return NchwActivations.arrays(layout);
    }

    @Override
    public Activations allocate(Layout layout) {
        return new NchwActivations(layout);
    }

    @Override
    public boolean hasChannelViews() {
        return false;
    }

    @Override
    public Activations view(Activations whole, Layout view) {
        return NchwActivations.of(whole).view(view);
    }

    @Override
    public void pack(float[] nchw, int first, int images, Activations into) {
        into.setImages(images);
        int size = into.layout().sampleSize();
        System.arraycopy(nchw, first * size, NchwActivations.valuesOf(into), 0, images * size);
    }

    @Override
    public void unpack(Activations from, float[] nchw, int first) {
        int size = from.layout().sampleSize();
        System.arraycopy(NchwActivations.valuesOf(from), 0, nchw, first * size, from.images() * size);
    }

    @Override
    public WeightedKernel conv2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return algorithm == ConvAlgorithm.NAIVE
                ? new NaiveConv2d(geometry, team)
                : new Im2ColConv2d(geometry, x.maxBatch(), multiply, multiplyWorkspace, team, workspace);
    }

    @Override
    public WeightedKernel convTranspose2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new TransposedConv2d(geometry, conv2d(geometry.withBias(Bias.NONE), dy, dx, y, x), team);
    }

    @Override
    public WeightedKernel locallyConnected2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new PlainLocallyConnected2d(geometry, team);
    }

    @Override
    public WeightedKernel dense(Layout x, Layout y, Layout dx, Layout dy) {
        return algorithm == ConvAlgorithm.NAIVE
                ? new NaiveDense(x.sampleSize(), y.sampleSize(), team)
                : new MatrixDense(x.sampleSize(), y.sampleSize(), multiply, multiplyWorkspace, team);
    }

    @Override
    public UnaryKernel maxPool2d(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new MaxPool2dKernel(geometry, team);
    }

    @Override
    public UnaryKernel avgPool2d(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new AvgPool2dKernel(geometry, team);
    }

    @Override
    public UnaryKernel activation(Activation.Function function, Layout x, Layout y, Layout dx, Layout dy) {
        return new ActivationKernel(function, x.sampleSize(), team);
    }

    @Override
    public UnaryKernel softmax(boolean logarithm, Layout x, Layout y, Layout dx, Layout dy) {
        return new SoftmaxKernel(logarithm, x, team);
    }

    @Override
    public DropoutKernel dropout(DropoutMask mask, Layout x, Layout y, Layout dx, Layout dy) {
        return new MaskedDropout(mask, x, team);
    }

    @Override
    public UnaryKernel reshape(Layout x, Layout y, Layout dx, Layout dy) {
        return new ReshapeKernel(x.sampleSize(), team);
    }

    @Override
    public BatchNormKernel batchNorm(double epsilon, Layout x, Layout y, Layout dx, Layout dy) {
        return new PlainBatchNorm(epsilon, x, team);
    }

    @Override
    public GroupNormKernel groupNorm(int groups, double epsilon, Layout x, Layout y, Layout dx, Layout dy) {
        return new PlainGroupNorm(groups, epsilon, x, team);
    }

    @Override
    public SumKernel sum(List<Layout> xs, Layout y) {
        return new PlainSum(xs.size(), y.sampleSize(), team);
    }
}
