package org.scratchcnn.network;

import java.util.Locale;

/** How the learning rate changes while training runs. */
public sealed interface ScheduleSpec permits ScheduleSpec.Constant, ScheduleSpec.StepDecay {

    /** What the optimizer's learning rate is multiplied by in a step, the first being step 0. */
    double multiplier(long step);

    /** The same rate throughout. */
    record Constant() implements ScheduleSpec {
        @Override
        public double multiplier(long step) {
            return 1;
        }
    }

    /** The rate is multiplied by {@code factor} after every {@code everySteps} steps. */
    record StepDecay(long everySteps, double factor) implements ScheduleSpec {
        public StepDecay {
            if (everySteps < 1 || !(factor > 0)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A step decay needs at least one step and a positive factor, but was given %d and %s",
                        everySteps,
                        factor));
            }
        }

        @Override
        public double multiplier(long step) {
            long decays = step / everySteps;
            return Math.pow(factor, (double) decays);
        }
    }
}
