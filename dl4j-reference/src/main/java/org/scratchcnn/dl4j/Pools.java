package org.scratchcnn.dl4j;

import java.util.HashSet;
import java.util.Set;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** Pools in Deeplearning4j's terms. Its layers pad alike on both sides, and with zeros. */
final class Pools {

    private final Vertices vertices;

    /** Numbers of values among which no element is negative. */
    private final Set<Integer> nonNegative = new HashSet<>();

    Pools(Vertices vertices) {
        this.vertices = vertices;
    }

    /** Says that no element of what an operation writes is negative. */
    void isNonNegative(Operation operation) {
        nonNegative.add(operation.writes().number());
    }

    void add(Operation layer, MaxPool2d pool) {
        var window = pool.window().over((Shape.Image) layer.input());
        boolean isNonNegative = nonNegative.contains(layer.reads().getFirst().number());
        if (!Vertices.isSymmetric(window.padding()) && !isNonNegative) {
            throw new NotExpressibleException(
                    "layer %s pools the maximum with other padding on one side than on the other; Deeplearning4j can do so with zeros alone, which is the same only after ReLU"
                            .formatted(layer.path()));
        }
        var source = vertices.padded(layer, window.padding());
        vertices.add(layer, source, pooling(PoolingType.MAX, window, Vertices.ownPadding(window.padding())));
        if (isNonNegative) {
            nonNegative.add(layer.writes().number());
        }
    }

    void add(Operation layer, AvgPool2d pool) {
        var window = pool.window().over((Shape.Image) layer.input());
        if (pool.countPadding() && !window.padding().equals(pool.window().padding())) {
            throw new NotExpressibleException(
                    "layer %s averages windows of ceil mode that reach beyond the padding; Deeplearning4j clips none"
                            .formatted(layer.path()));
        }
        if (pool.countPadding()) {
            // Deeplearning4j leaves its padding out of the divisor; zeros of an own layer count.
            var source = vertices.zeros(layer, window.padding());
            vertices.add(layer, source, pooling(PoolingType.AVG, window, new int[] {0, 0}));
        } else if (Vertices.isSymmetric(window.padding())) {
            vertices.add(layer, pooling(PoolingType.AVG, window, Vertices.ownPadding(window.padding())));
        } else {
            throw new NotExpressibleException(
                    "layer %s averages with other padding on one side than on the other, and without counting it; Deeplearning4j pads such pools alike on both sides"
                            .formatted(layer.path()));
        }
    }

    void add(Operation layer, AdaptiveAvgPool2d pool) {
        var image = (Shape.Image) layer.input();
        var size = pool.output();
        if (image.height() % size.height() != 0 || image.width() % size.width() != 0) {
            throw new NotExpressibleException(
                    "layer %s divides %s into %s windows that overlap or repeat; Deeplearning4j's pools have windows of one size"
                            .formatted(layer.path(), image, size));
        }
        var kernel = new Size2d(image.height() / size.height(), image.width() / size.width());
        var window = new Window2d(kernel, kernel, Padding2d.NONE, Size2d.ONE);
        vertices.add(layer, pooling(PoolingType.AVG, window, Vertices.ownPadding(Padding2d.NONE)));
    }

    private static SubsamplingLayer pooling(PoolingType type, Window2d window, int[] padding) {
        var builder = new SubsamplingLayer.Builder(type, pair(window.kernel()), pair(window.stride()), padding);
        builder.setConvolutionMode(ConvolutionMode.Truncate);
        builder.setCudnnAllowFallback(false);
        return builder.build();
    }

    private static int[] pair(Size2d size) {
        return new int[] {size.height(), size.width()};
    }
}
