package org.scratchcnn.network;

import java.util.Locale;

/**
 * Averages of weights and running statistics over the steps of a training. Training goes on with the weights themselves; all
 * that a session is asked, by logits or a snapshot, it answers by the averages, in evaluations between epochs too.
 */
public sealed interface AveragingSpec {

    /** None: the weights are the last step's. */
    record None() implements AveragingSpec {}

    /**
     * After every step {@code average ← decay·average + (1 − decay)·weight} (Polyak and Juditsky 1992). The first step's
     * weights are the first average, as in PyTorch's {@code AveragedModel}.
     */
    record ExponentialMovingAverage(double decay) implements AveragingSpec {
        public ExponentialMovingAverage {
            if (!(decay > 0 && decay < 1)) {
                throw new IllegalArgumentException(
                        "The decay of a moving average must be above 0 and below 1, such as 0.999, but is " + decay);
            }
        }
    }

    /**
     * After every so many steps {@code slow ← decay·slow + (1 − decay)·weight}, and training goes on from there:
     * {@code weight ← slow} (Zhang et al. 2019, whose α is 1 − decay). The initial weights are the first slow ones.
     *
     * @param decay in [0, 1)
     * @param growthSteps where not 0, {@code decay} is reached in that step, before it grows as the cube of the step (Jordan
     *     2024, airbench: every 5 steps, 0.95⁵, over the whole training)
     */
    record Lookahead(int everySteps, double decay, long growthSteps) implements AveragingSpec {
        public Lookahead {
            if (everySteps < 1 || growthSteps < 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Lookahead averages after every step or more, and its decay grows over 0 steps or more, but was given %d and %d",
                        everySteps,
                        growthSteps));
            }
            if (!(decay >= 0 && decay < 1)) {
                throw new IllegalArgumentException(
                        "The decay of lookahead must be at least 0 and below 1, such as 0.5, but is " + decay);
            }
        }
    }

    /**
     * Which share of the weights goes into the averages after a step; 0 for none, 1 where they become the average.
     *
     * @param step the first is 0
     */
    default double share(long step) {
        return switch (this) {
            case None _ -> 0;
            case ExponentialMovingAverage(double decay) -> step == 0 ? 1 : 1 - decay;
            case Lookahead(int everySteps, double decay, long growthSteps) -> {
                long done = step + 1;
                double grown = growthSteps == 0 ? 1 : Math.pow(Math.min(1, (double) done / growthSteps), 3);
                yield done % everySteps == 0 ? 1 - decay * grown : 0;
            }
        };
    }
}
