package org.scratchcnn.kernel.lanes;

import java.util.List;
import java.util.Optional;
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
import org.scratchcnn.kernel.PooledWeightGradient;
import org.scratchcnn.kernel.SumKernel;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.kernel.lanes.vector.VectorLoops;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PlannedArrays;

/**
 * The backend for training and batches: one SIMD lane an image, {@code [N/L][C][H][W][L]}. L is the number of floats in
 * the machine's preferred vector; with one image only, all lanes but one are wasted.
 */
public final class LanesKernels implements Kernels {

    /** L where there are no vectors. */
    private static final int SCALAR_LANES = 8;

    /** What fields hold before the first execution. */
    static final float[][] NO_BLOCKS = {};

    static final float[] NOTHING = {};

    private final ThreadTeam team;
    private final LaneLoops loops;
    private final ConvAlgorithm convolution;
    private final LanePacking packing;
    private final Workspace workspace;

    /** With vectors where this JVM has them, else in plain Java, with one warning. */
    public LanesKernels(ThreadTeam team) {
        this(team, ConvAlgorithm.AUTO);
    }

    /**
     * With vectors where this JVM has them, and that algorithm for all convolutions that it can compute, DIRECT for the
     * others.
     *
     * @param convolution DIRECT, WINOGRAD or AUTO
     * @throws IllegalArgumentException if the algorithm is another backend's
     */
    public LanesKernels(ThreadTeam team, ConvAlgorithm convolution) {
        this(
                team,
                VectorSupport.isAvailableOrWarn() ? VectorLoops.create() : LaneLoops.scalar(SCALAR_LANES),
                convolution);
    }

    /**
     * With the given loops.
     *
     * @param convolution DIRECT, WINOGRAD or AUTO
     * @throws IllegalArgumentException if the algorithm is another backend's
     */
    public LanesKernels(ThreadTeam team, LaneLoops loops, ConvAlgorithm convolution) {
        if (convolution == ConvAlgorithm.NAIVE || convolution == ConvAlgorithm.IM2COL) {
            throw new IllegalArgumentException(
                    "The lanes backend computes convolutions by DIRECT, WINOGRAD or AUTO, not by " + convolution);
        }
        this.convolution = convolution;
        this.team = team;
        this.loops = loops;
        this.workspace = new Workspace(team.threads());
        this.packing =
                new LanePacking(team, new LaneActivations(new Layout(1, 1, 1, 1, Padding2d.NONE), loops.lanes()));
    }

    /** L, images to a block. */
    public int lanes() {
        return loops.lanes();
    }

    @Override
    public String name() {
        return "lanes";
    }

    @Override
    public Padding2d inputBorder(Conv2dGeometry geometry) {
        return ConvolutionMethod.of(convolution, geometry).inputBorder(geometry);
    }

    @Override
    public Padding2d outputGradientBorder(Conv2dGeometry geometry) {
        return ConvolutionMethod.of(convolution, geometry).outputGradientBorder(geometry);
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public PlannedArrays arrays(Layout layout) {
        return LaneActivations.arrays(layout, loops.lanes());
    }

    @Override
    public Activations allocate(Layout layout) {
        return new LaneActivations(layout, loops.lanes());
    }

    @Override
    public boolean hasChannelViews() {
        return true;
    }

    @Override
    public Activations view(Activations whole, Layout view) {
        return LaneActivations.of(whole).view(view);
    }

    @Override
    public void pack(float[] nchw, int first, int images, Activations into) {
        into.setImages(images);
        packing.pack(nchw, first, LaneActivations.of(into));
    }

    @Override
    public void unpack(Activations from, float[] nchw, int first) {
        packing.unpack(LaneActivations.of(from), nchw, first);
    }

    @Override
    public WeightedKernel conv2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return LaneConvolution.of(
                geometry,
                ConvolutionMethod.of(convolution, geometry),
                ConvolutionMethod.ofWeightGradient(convolution, geometry),
                x,
                y,
                dx,
                dy,
                loops,
                team,
                workspace);
    }

    @Override
    public WeightedKernel convTranspose2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return LaneConvolution.transposed(
                geometry,
                ConvolutionMethod.of(convolution, geometry),
                ConvolutionMethod.ofWeightGradient(convolution, geometry),
                x,
                y,
                dx,
                dy,
                loops,
                team,
                workspace);
    }

    @Override
    public WeightedKernel locallyConnected2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneLocallyConnected(geometry, x, y, dx, dy, loops, team, workspace);
    }

    @Override
    public Optional<PooledWeightGradient> pooledWeightGradient(
            Conv2dGeometry geometry, Pool2dGeometry pool, Layout x, Layout y, Layout pooled, Layout dPooled) {
        boolean direct = ConvolutionMethod.ofWeightGradient(convolution, geometry) == ConvolutionMethod.DIRECT;
        if (!direct || !DirectWeightGradient.fitsUnpooling(geometry, pool, loops.lanes())) {
            return Optional.empty();
        }
        var yStrides = LaneStrides.of(y, loops.lanes());
        var unpooling = new MaxUnpooling(
                pool, yStrides, LaneStrides.of(pooled, loops.lanes()), LaneStrides.of(dPooled, loops.lanes()), loops);
        var gradient = new DirectWeightGradient(
                geometry, 0, LaneStrides.of(x, loops.lanes()), yStrides, unpooling, loops, team, workspace);
        return Optional.of((input, output, maxima, dMaxima, dWeight, dBias) -> gradient.addPooled(
                LaneActivations.of(input, x),
                LaneActivations.of(output, y),
                LaneActivations.of(maxima, pooled),
                LaneActivations.of(dMaxima, dPooled),
                dWeight,
                dBias));
    }

    @Override
    public WeightedKernel dense(Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneDense(x, y, dx, dy, loops, team, workspace);
    }

    @Override
    public UnaryKernel maxPool2d(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneMaxPooling(geometry, x, y, dx, dy, loops, team);
    }

    @Override
    public UnaryKernel avgPool2d(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneAveragePooling(geometry, x, y, dx, dy, loops, team);
    }

    @Override
    public UnaryKernel activation(Activation.Function function, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneActivationFunction(function, x, y, dx, dy, loops, team);
    }

    @Override
    public UnaryKernel softmax(boolean logarithm, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneSoftmax(logarithm, x, y, dx, dy, loops, team, workspace);
    }

    @Override
    public DropoutKernel dropout(DropoutMask mask, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneDropout(mask, x, y, dx, dy, loops, team);
    }

    @Override
    public UnaryKernel reshape(Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneReshape(x, y, dx, dy, loops, team);
    }

    @Override
    public BatchNormKernel batchNorm(double epsilon, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneBatchNorm(epsilon, x, y, dx, dy, loops, team, workspace);
    }

    @Override
    public GroupNormKernel groupNorm(int groups, double epsilon, Layout x, Layout y, Layout dx, Layout dy) {
        return new LaneGroupNorm(groups, epsilon, x, y, dx, dy, loops, team, workspace);
    }

    @Override
    public SumKernel sum(List<Layout> xs, Layout y) {
        return new LaneSum(xs, y, loops, team, workspace);
    }
}
