package org.scratchcnn.network;

/**
 * The maximum of each channel: {@code [C, H, W]} to features {@code [C]}. Among equal values the first in row-major order
 * gets the gradient.
 */
public record GlobalMaxPool2d() implements LayerSpec {

    @Override
    public Shape.Features outputShape(Shape input) {
        return Shape.features(LayerSpec.requireImage("GlobalMaxPool2d", input).channels());
    }

    @Override
    public String describe() {
        return "GlobalMaxPool2d";
    }
}
