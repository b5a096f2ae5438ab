package org.scratchcnn;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** A pooling layer. Immutable: each method gives another one. */
public final class Pool2dBuilder implements LayerBuilder {

    private final Size2d kernel;
    private final @Nullable Size2d stride;
    private final Padding2d padding;
    private final boolean ceilMode;
    private final Function<PoolWindow, LayerSpec> layer;

    private Pool2dBuilder(
            Size2d kernel,
            @Nullable Size2d stride,
            Padding2d padding,
            boolean ceilMode,
            Function<PoolWindow, LayerSpec> layer) {
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
        this.ceilMode = ceilMode;
        this.layer = layer;
    }

    static Pool2dBuilder of(int kernel, Function<PoolWindow, LayerSpec> layer) {
        return new Pool2dBuilder(Size2d.square(kernel), null, Padding2d.NONE, false, layer);
    }

    /** A window that is not square. */
    public Pool2dBuilder kernel(Size2d newKernel) {
        return new Pool2dBuilder(newKernel, stride, padding, ceilMode, layer);
    }

    /** The same stride down and across; without one, a window moves by its own size. */
    public Pool2dBuilder stride(int newStride) {
        return stride(Size2d.square(newStride));
    }

    public Pool2dBuilder stride(Size2d newStride) {
        return new Pool2dBuilder(kernel, newStride, padding, ceilMode, layer);
    }

    /** The same padding on all four sides, less than the window. */
    public Pool2dBuilder padding(int newPadding) {
        return padding(Padding2d.all(newPadding));
    }

    public Pool2dBuilder padding(Padding2d newPadding) {
        return new Pool2dBuilder(kernel, stride, newPadding, ceilMode, layer);
    }

    /** Whether the number of rows and columns is rounded up, by a last window that is clipped to the image. */
    public Pool2dBuilder ceilMode(boolean newCeilMode) {
        return new Pool2dBuilder(kernel, stride, padding, newCeilMode, layer);
    }

    @Override
    public LayerSpec build(Shape input) {
        return Layers.fitting(
                layer.apply(new PoolWindow(kernel, stride == null ? kernel : stride, padding, ceilMode)), input);
    }
}
