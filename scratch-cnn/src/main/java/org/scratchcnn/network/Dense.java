package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;

/** A fully connected layer, {@code [inFeatures]} to {@code [outFeatures]}: {@code y = W·x + b}, W row-major {@code [out, in]}. */
public record Dense(int inFeatures, int outFeatures, boolean bias) implements LayerSpec {

    public Dense {
        if (inFeatures < 1 || outFeatures < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Dense needs at least one input and one output feature, but was given %d and %d",
                    inFeatures,
                    outFeatures));
        }
    }

    public static Dense of(int inFeatures, int outFeatures) {
        return new Dense(inFeatures, outFeatures, true);
    }

    @Override
    public Shape.Features outputShape(Shape input) {
        return switch (input) {
            case Shape.Image image ->
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Dense takes features [F], but its input is the image %s; put a Flatten before it, which makes [%d]",
                        image,
                        image.size()));
            case Shape.Features features
            when features.count() != inFeatures ->
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "it expects %d input features, but its input has %d",
                        inFeatures,
                        features.count()));
            case Shape.Features _ -> Shape.features(outFeatures);
        };
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        var weight = new ParameterSpec(
                ParameterSpec.WEIGHT,
                ParameterSpec.Role.WEIGHT,
                List.of(outFeatures, inFeatures),
                inFeatures,
                outFeatures);
        return bias
                ? List.of(
                        weight,
                        new ParameterSpec(
                                ParameterSpec.BIAS,
                                ParameterSpec.Role.BIAS,
                                List.of(outFeatures),
                                inFeatures,
                                outFeatures))
                : List.of(weight);
    }

    @Override
    public long forwardMacs(Shape input) {
        return (long) inFeatures * outFeatures;
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "Dense(%d→%d%s)", inFeatures, outFeatures, bias ? "" : ", no bias");
    }
}
