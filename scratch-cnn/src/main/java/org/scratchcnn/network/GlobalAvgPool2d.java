package org.scratchcnn.network;

/** The mean of each channel (Lin, Chen and Yan 2014, "Network in network"): {@code [C, H, W]} to features {@code [C]}. */
public record GlobalAvgPool2d() implements LayerSpec {

    @Override
    public Shape.Features outputShape(Shape input) {
        return Shape.features(LayerSpec.requireImage("GlobalAvgPool2d", input).channels());
    }

    @Override
    public String describe() {
        return "GlobalAvgPool2d";
    }
}
