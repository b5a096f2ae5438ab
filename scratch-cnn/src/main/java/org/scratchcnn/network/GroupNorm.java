package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.network.ParameterSpec.Role;

/**
 * Group normalization (Wu and He 2018), each sample by itself, each group of neighbouring channels over all of its values:
 *
 * <pre>y = weight · (x − mean) / √(variance + ε) + bias</pre>
 *
 * <p>Of an image {@code [C, H, W]} a group has C/groups · H · W values, of features {@code [F]} F/groups; the shape stays.
 * The variance is the biased one, divided by the number of values; weight and bias have a value a channel. Training and
 * evaluation are the same. These are PyTorch's conventions. One group is layer normalization with a scale a channel, as many
 * groups as channels instance normalization.
 *
 * @param groups that the channels are divided into; a divisor of their number
 * @param channels of an image, or features
 * @param epsilon added to the variance
 * @param affine whether there are a scale {@code weight} and a shift {@code bias}
 */
public record GroupNorm(int groups, int channels, double epsilon, boolean affine) implements LayerSpec {

    public GroupNorm {
        BatchNorm.check("GroupNorm", channels, epsilon, BatchNorm.DEFAULT_MOMENTUM);
        if (groups < 1 || channels % groups != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "GroupNorm's groups must have the same number of channels each, but %d channels can't be divided into %d groups; take a divisor of %d",
                    channels,
                    groups,
                    channels));
        }
    }

    /** With scale and shift, and ε = 1e-5. */
    public static GroupNorm of(int groups, int channels) {
        return new GroupNorm(groups, channels, BatchNorm.DEFAULT_EPSILON, true);
    }

    public GroupNorm withEpsilon(double newEpsilon) {
        return new GroupNorm(groups, channels, newEpsilon, affine);
    }

    public GroupNorm withAffine(boolean newAffine) {
        return new GroupNorm(groups, channels, epsilon, newAffine);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (LayerSpec.channels(input) != channels) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "it expects %d channels, but its input %s has %d",
                    channels,
                    input,
                    LayerSpec.channels(input)));
        }
        return input;
    }

    @Override
    public List<ParameterSpec> parameters(Shape input) {
        return affine
                ? List.of(
                        ParameterSpec.perChannel(ParameterSpec.WEIGHT, Role.SCALE, channels),
                        ParameterSpec.perChannel(ParameterSpec.BIAS, Role.SHIFT, channels))
                : List.of();
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "GroupNorm(%d in %d groups%s%s)",
                channels,
                groups,
                epsilon == BatchNorm.DEFAULT_EPSILON ? "" : ", ε " + epsilon,
                affine ? "" : ", no scale and shift");
    }
}
