package org.scratchcnn.kernel;

import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** A pooling between two known shapes; both have the same channels. */
public record Pool2dGeometry(Shape.Image input, Shape.Image output, PoolAxis rows, PoolAxis columns) {

    /**
     * Windows of one size.
     *
     * @param countPadding whether an average's divisors count the padding that a window holds
     */
    public static Pool2dGeometry sliding(PoolWindow window, boolean countPadding, Shape.Image input) {
        var output = window.outputShape(input);
        var kernel = window.kernel();
        var stride = window.stride();
        var padding = window.padding();
        return new Pool2dGeometry(
                input,
                output,
                PoolAxis.sliding(
                        input.height(),
                        output.height(),
                        kernel.height(),
                        stride.height(),
                        padding.top(),
                        padding.bottom(),
                        countPadding),
                PoolAxis.sliding(
                        input.width(),
                        output.width(),
                        kernel.width(),
                        stride.width(),
                        padding.left(),
                        padding.right(),
                        countPadding));
    }

    /** Windows that divide the image into so many rows and columns. */
    public static Pool2dGeometry adaptive(Shape.Image input, Size2d size) {
        return new Pool2dGeometry(
                input,
                Shape.image(input.channels(), size.height(), size.width()),
                PoolAxis.adaptive(input.height(), size.height()),
                PoolAxis.adaptive(input.width(), size.width()));
    }

    /** One window over the whole image. */
    public static Pool2dGeometry global(Shape.Image input) {
        return adaptive(input, Size2d.ONE);
    }

    /** Sums over windows side by side; its transpose puts each value into a whole window. */
    public static Pool2dGeometry sums(Shape.Image of, Shape.Image sums) {
        return new Pool2dGeometry(
                of, sums, PoolAxis.sums(of.height(), sums.height()), PoolAxis.sums(of.width(), sums.width()));
    }
}
