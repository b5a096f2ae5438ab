package org.scratchcnn.network;

import java.util.List;
import org.scratchcnn.network.ParameterSpec.Role;

/**
 * Layer normalization (Ba, Kiros and Hinton 2016), each sample by itself over all of its values:
 *
 * <pre>y = weight · (x − mean) / √(variance + ε) + bias</pre>
 *
 * <p>The shape stays. The variance is the biased one, divided by the number of values; weight and bias have a value for each
 * of a sample's. Training and evaluation are the same. These are PyTorch's conventions, where {@code normalized_shape} is
 * that of the whole sample; with a scale a channel it is {@link GroupNorm} of one group.
 *
 * @param shape of a sample, and so of weight and bias
 * @param epsilon added to the variance
 * @param affine whether there are a scale {@code weight} and a shift {@code bias}
 */
public record LayerNorm(Shape shape, double epsilon, boolean affine) implements LayerSpec {

    public LayerNorm {
        BatchNorm.check("LayerNorm", LayerSpec.channels(shape), epsilon, BatchNorm.DEFAULT_MOMENTUM);
    }

    /** With scale and shift, and ε = 1e-5. */
    public static LayerNorm of(Shape shape) {
        return new LayerNorm(shape, BatchNorm.DEFAULT_EPSILON, true);
    }

    public LayerNorm withEpsilon(double newEpsilon) {
        return new LayerNorm(shape, newEpsilon, affine);
    }

    public LayerNorm withAffine(boolean newAffine) {
        return new LayerNorm(shape, epsilon, newAffine);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (!input.equals(shape)) {
            throw new IllegalArgumentException(
                    "it normalizes samples of %s, but its input is %s; it takes the shape of its input"
                            .formatted(shape, input));
        }
        return input;
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        return affine
                ? List.of(
                        new ParameterSpec(ParameterSpec.WEIGHT, Role.SCALE, shape.extents(), 1, 1),
                        new ParameterSpec(ParameterSpec.BIAS, Role.SHIFT, shape.extents(), 1, 1))
                : List.of();
    }

    @Override
    public String describe() {
        return "LayerNorm(%s%s%s)"
                .formatted(
                        shape,
                        epsilon == BatchNorm.DEFAULT_EPSILON ? "" : ", ε " + epsilon,
                        affine ? "" : ", no scale and shift");
    }
}
