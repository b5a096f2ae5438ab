package org.scratchcnn.optim;

import java.util.Arrays;
import org.scratchcnn.network.ClippingSpec;

/** Limits gradients in place, before the optimizer sees them. */
sealed interface GradientClipping {

    void clip();

    static GradientClipping of(ClippingSpec spec, ParameterRanges ranges) {
        return switch (spec) {
            case ClippingSpec.None _ -> new Off();
            case ClippingSpec.ByValue(double limit) -> new ByValue((float) limit, ranges);
            case ClippingSpec.ByGlobalNorm(double limit) -> new ByGlobalNorm(limit, ranges);
        };
    }

    /** Leaves gradients as they are. */
    final class Off implements GradientClipping {
        @Override
        public void clip() {}
    }

    /** Limits each value by itself. */
    final class ByValue implements GradientClipping {

        private final float limit;
        private final ParameterRanges ranges;
        private final ParameterRanges.RangeTask clip = this::clip;

        ByValue(float limit, ParameterRanges ranges) {
            this.limit = limit;
            this.ranges = ranges;
        }

        @Override
        public void clip() {
            ranges.run(clip);
        }

        private void clip(int item, int parameter, int from, int to) {
            float[] gradient = ranges.parameters().get(parameter).gradient();
            for (int i = from; i < to; i++) {
                gradient[i] = Math.min(Math.max(gradient[i], -limit), limit);
            }
        }
    }

    /** Scales all gradients by {@code limit / norm} where their common norm is above the limit. */
    final class ByGlobalNorm implements GradientClipping {

        private final double limit;
        private final ParameterRanges ranges;
        private final double[] itemSums;
        private final ParameterRanges.RangeTask addSquares = this::addSquares;
        private final ParameterRanges.RangeTask scaleGradients = this::scaleGradients;
        private float scale;

        ByGlobalNorm(double limit, ParameterRanges ranges) {
            this.limit = limit;
            this.ranges = ranges;
            this.itemSums = new double[ranges.items()];
        }

        @Override
        public void clip() {
            Arrays.fill(itemSums, 0);
            ranges.run(addSquares);
            // Summed in the items' order, so that the number of threads doesn't change the bits.
            double sum = 0;
            for (double itemSum : itemSums) {
                sum += itemSum;
            }
            double norm = Math.sqrt(sum);
            if (norm > limit) {
                scale = (float) (limit / norm);
                ranges.run(scaleGradients);
            }
        }

        private void addSquares(int item, int parameter, int from, int to) {
            float[] gradient = ranges.parameters().get(parameter).gradient();
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += (double) gradient[i] * gradient[i];
            }
            itemSums[item] += sum;
        }

        private void scaleGradients(int item, int parameter, int from, int to) {
            float[] gradient = ranges.parameters().get(parameter).gradient();
            for (int i = from; i < to; i++) {
                gradient[i] *= scale;
            }
        }
    }
}
