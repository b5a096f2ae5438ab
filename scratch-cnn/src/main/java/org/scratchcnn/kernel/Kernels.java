package org.scratchcnn.kernel;

import java.util.List;
import java.util.Optional;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PlannedArrays;
import org.scratchcnn.network.Shape;

/**
 * A backend: it owns the layout of activations and plans every operation for its shapes. Layers see opaque
 * {@link Activations}; layouts are converted at a network's edges alone, by {@link #pack} and {@link #unpack}.
 */
public interface Kernels {

    /** As reports name it. */
    String name();

    /** The border of zeros that a convolution wants around its input {@code x}, in forward and gradient by weights. */
    Padding2d inputBorder(Conv2dGeometry geometry);

    /** The border of zeros that a convolution wants around its output's gradient {@code dy}. */
    Padding2d outputGradientBorder(Conv2dGeometry geometry);

    /**
     * What the kernels that were planned so far need beside their arguments. It must be allocated before one of them
     * runs.
     */
    Workspace workspace();

    /**
     * The arrays of activations of that layout.
     *
     * @throws IllegalArgumentException if it is a view
     */
    PlannedArrays arrays(Layout layout);

    /**
     * New activations, all zero, in {@link #arrays}.
     *
     * @throws IllegalArgumentException if the layout is a view
     */
    Activations allocate(Layout layout);

    /** Whether all kernels take views; where they don't, channels have to be copied. */
    boolean hasChannelViews();

    /**
     * Some channels of other activations, in the same memory. How many images they have, they count themselves.
     *
     * @throws IllegalArgumentException if these are no channels of those
     */
    Activations view(Activations whole, Layout view);

    /**
     * Copies samples into this backend's layout and sets their number.
     *
     * @param nchw {@code [N, C, H, W]} or {@code [N, F]}, row-major; may be longer
     * @param first of the samples that are copied
     */
    void pack(float[] nchw, int first, int images, Activations into);

    /**
     * Copies samples out of this backend's layout.
     *
     * @param nchw receives {@code [N, C, H, W]} or {@code [N, F]}, row-major; may be longer
     * @param first sample there that is written
     */
    void unpack(Activations from, float[] nchw, int first);

    /**
     * Plans a convolution for at most {@code x.maxBatch()} images.
     *
     * @param x layout of the input, and {@code dx} of its gradient
     * @param y layout of the output, and {@code dy} of its gradient
     */
    WeightedKernel conv2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy);

    /**
     * Plans a transposed convolution for at most {@code x.maxBatch()} images. Borders are those of the convolution, the
     * other way round: {@link #outputGradientBorder} around {@code x}, {@link #inputBorder} around {@code dy}.
     *
     * @param geometry of the convolution that is transposed, from {@code y} to {@code x}, but with the bias that is added to
     *     {@code y}: none or one a channel
     */
    WeightedKernel convTranspose2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy);

    /** Plans a convolution, in one group, whose weights are each position's own; it reads no border. */
    WeightedKernel locallyConnected2d(Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy);

    /**
     * Plans a convolution's gradients by weight and bias together with the gradient of the max pool behind it, if this
     * backend does that for these shapes; the results are the same bits as one after the other.
     *
     * @param y layout of the convolution's output
     * @param pooled layout of the pool's output, and {@code dPooled} of its gradient
     */
    default Optional<PooledWeightGradient> pooledWeightGradient(
            Conv2dGeometry geometry, Pool2dGeometry pool, Layout x, Layout y, Layout pooled, Layout dPooled) {
        return Optional.empty();
    }

    /** Plans a dense layer; all borders are none. */
    WeightedKernel dense(Layout x, Layout y, Layout dx, Layout dy);

    /** Plans max pooling. */
    UnaryKernel maxPool2d(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy);

    /** Plans average pooling. */
    UnaryKernel avgPool2d(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy);

    /** Plans the putting of each value into a rectangle of its own: the transpose of taking sums. */
    default UnaryKernel upsample(Shape.Image input, Shape.Image output, Layout x, Layout y, Layout dx, Layout dy) {
        var sums = Pool2dGeometry.sums(output, input);
        return new TransposedPooling(avgPool2d(sums, y, x, y, x), avgPool2d(sums, dy, dx, dy, dx));
    }

    /** Plans a function of each value. */
    UnaryKernel activation(Activation.Function function, Layout x, Layout y, Layout dx, Layout dy);

    /**
     * Plans the softmax over channels, at each position by itself.
     *
     * @param logarithm whether its logarithm is written instead
     */
    UnaryKernel softmax(boolean logarithm, Layout x, Layout y, Layout dx, Layout dy);

    /** Plans dropout. */
    DropoutKernel dropout(DropoutMask mask, Layout x, Layout y, Layout dx, Layout dy);

    /** Plans the reading of samples as another shape of as many values, in row-major order. */
    UnaryKernel reshape(Layout x, Layout y, Layout dx, Layout dy);

    /**
     * Plans batch normalization, of which each part has at most {@code x.maxBatch()} images.
     *
     * @param epsilon what is added to variances, above 0
     */
    BatchNormKernel batchNorm(double epsilon, Layout x, Layout y, Layout dx, Layout dy);

    /**
     * Plans group normalization.
     *
     * @param groups a divisor of the channels
     * @param epsilon what is added to variances, above 0
     */
    GroupNormKernel groupNorm(int groups, double epsilon, Layout x, Layout y, Layout dx, Layout dy);

    /**
     * Plans the sum of activations of one shape; of one alone it is a copy.
     *
     * @param xs at least one
     */
    SumKernel sum(List<Layout> xs, Layout y);
}
