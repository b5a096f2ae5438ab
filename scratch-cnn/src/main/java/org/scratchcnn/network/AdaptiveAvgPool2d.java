package org.scratchcnn.network;

/**
 * The means of windows that divide the image, whatever its size, into so many rows and columns: {@code [C, H, W]} to
 * {@code [C, outH, outW]}. Output i of n reads positions {@code [⌊i·H/n⌋, ⌈(i + 1)·H/n⌉)}, as PyTorch's does: windows
 * overlap where n does not divide H, and repeat values where n is larger.
 *
 * @param output rows and columns that come out, of any image
 */
public record AdaptiveAvgPool2d(Size2d output) implements LayerSpec {

    public AdaptiveAvgPool2d {
        if (output.height() < 1 || output.width() < 1) {
            throw new IllegalArgumentException(
                    "AdaptiveAvgPool2d makes at least one row and column, but was given " + output);
        }
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("AdaptiveAvgPool2d", input);
        return Shape.image(image.channels(), output.height(), output.width());
    }

    @Override
    public String describe() {
        return "AdaptiveAvgPool2d(" + output + ")";
    }
}
