package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.network.ParameterSpec.Role;

/**
 * Batch normalization (Ioffe and Szegedy 2015), channel by channel:
 *
 * <pre>y = weight · (x − mean) / √(variance + ε) + bias</pre>
 *
 * In training, mean and variance (the biased one, divided by the number of values) are those of the whole batch, however
 * many parts of it go through the network at a time; {@code running_mean} and {@code running_var} move towards the mean and
 * the unbiased variance by {@code momentum}, and take their place in evaluation. These are PyTorch's conventions.
 */
public sealed interface BatchNorm extends LayerSpec permits BatchNorm1d, BatchNorm2d {

    /** Added to the variance. */
    double DEFAULT_EPSILON = 1e-5;

    /** PyTorch's, that is a decay of 0.9 in Keras and Deeplearning4j. */
    double DEFAULT_MOMENTUM = 0.1;

    /** Channels of an image, or features. */
    int channels();

    /** What is added to the variance. */
    double epsilon();

    /** Share of a batch's statistics in the running ones, in [0, 1]. */
    double momentum();

    /** Whether there are a scale {@code weight} and a shift {@code bias}. */
    boolean affine();

    @Override
    default List<ParameterSpec> parameters(Shape input) {
        return affine()
                ? List.of(
                        ParameterSpec.perChannel(ParameterSpec.WEIGHT, Role.SCALE, channels()),
                        ParameterSpec.perChannel(ParameterSpec.BIAS, Role.SHIFT, channels()))
                : List.of();
    }

    @Override
    default List<ParameterSpec> state(Shape input) {
        return List.of(
                ParameterSpec.perChannel(ParameterSpec.RUNNING_MEAN, Role.RUNNING_MEAN, channels()),
                ParameterSpec.perChannel(ParameterSpec.RUNNING_VARIANCE, Role.RUNNING_VARIANCE, channels()));
    }

    @Override
    default String describe() {
        var text = new StringBuilder(getClass().getSimpleName()).append('(').append(channels());
        if (epsilon() != DEFAULT_EPSILON) {
            text.append(", ε ").append(epsilon());
        }
        if (momentum() != DEFAULT_MOMENTUM) {
            text.append(", momentum ").append(momentum());
        }
        return text.append(affine() ? ")" : ", no scale and shift)").toString();
    }

    /** Refuses what no batch normalization can be. */
    static void check(String layer, int channels, double epsilon, double momentum) {
        if (channels < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s needs at least one channel, but was given %d", layer, channels));
        }
        if (!(epsilon > 0 && Double.isFinite(epsilon))) {
            throw new IllegalArgumentException(
                    "%s's epsilon must be positive, or a channel of equal values would be divided by zero, but is %s"
                            .formatted(layer, epsilon));
        }
        if (!(momentum >= 0 && momentum <= 1)) {
            throw new IllegalArgumentException(
                    "%s's momentum is the share of a batch's statistics in the running ones and must be in [0, 1], but is %s"
                            .formatted(layer, momentum));
        }
    }
}
