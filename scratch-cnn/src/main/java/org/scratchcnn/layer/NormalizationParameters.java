package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Parameter;

/**
 * What a batch normalization holds.
 *
 * @param weight the scale; null where there is none
 * @param bias the shift; null where there is none
 */
public record NormalizationParameters(
        @Nullable Parameter weight, @Nullable Parameter bias, Parameter runningMean, Parameter runningVariance) {}
