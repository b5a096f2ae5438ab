package org.scratchcnn.network;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the learning rate changes while training runs: what the optimizer's rate is multiplied by, as a function of the step.
 * A schedule that has come to its end stays there. Where a schedule begins, its factor is above 0; where it ends, it may be
 * 0.
 */
public sealed interface ScheduleSpec {

    /** What the optimizer's learning rate is multiplied by in a step, the first being step 0. */
    double multiplier(long step);

    /** What changes the rate beside the step, by how the loss goes; empty for most. */
    default Optional<ReduceOnPlateau> plateau() {
        return Optional.empty();
    }

    /** After how many steps it stays as it is; empty if it never does, or knows no length. */
    default Optional<Long> length() {
        return Optional.empty();
    }

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

    /** The rate is multiplied by {@code factor} after each of so many steps: PyTorch's {@code MultiStepLR}. */
    record MultiStep(List<Long> afterSteps, double factor) implements ScheduleSpec {
        public MultiStep {
            afterSteps = List.copyOf(afterSteps);
            requirePositive("A multi-step schedule", "factor", factor);
            long before = 0;
            for (long after : afterSteps) {
                if (after <= before) {
                    throw new IllegalArgumentException(
                            "A multi-step schedule needs counts of steps that begin at 1 or later and rise, such as [100, 150], but was given "
                                    + afterSteps);
                }
                before = after;
            }
            if (afterSteps.isEmpty()) {
                throw new IllegalArgumentException(
                        "A multi-step schedule needs at least one count of steps after which the rate changes; for none take a constant rate");
            }
        }

        @Override
        public double multiplier(long step) {
            int decays = 0;
            while (decays < afterSteps.size() && afterSteps.get(decays) <= step) {
                decays++;
            }
            return Math.pow(factor, decays);
        }

        @Override
        public Optional<Long> length() {
            return Optional.of(afterSteps.getLast());
        }
    }

    /** The rate falls or rises from step to step, by {@code factor} within {@code everySteps} steps. */
    record Exponential(long everySteps, double factor) implements ScheduleSpec {
        public Exponential {
            requireSteps("An exponential schedule", 1, everySteps);
            requirePositive("An exponential schedule", "factor", factor);
        }

        @Override
        public double multiplier(long step) {
            return Math.pow(factor, (double) step / everySteps);
        }
    }

    /** The rate goes from one factor to another in a straight line: PyTorch's {@code LinearLR}. */
    record Linear(long steps, double from, double to) implements ScheduleSpec {
        public Linear {
            requireSteps("A linear schedule", 1, steps);
            requirePositive("A linear schedule", "first factor", from);
            requireEnd("A linear schedule", to);
        }

        @Override
        public double multiplier(long step) {
            return line(from, to, share(step, steps));
        }

        @Override
        public Optional<Long> length() {
            return Optional.of(steps);
        }
    }

    /**
     * The rate rises in a straight line from a factor to 1, and falls in another to its end.
     *
     * @param risingShare of the steps, in (0, 1); the peak is at the last whole step in it
     */
    record Triangular(long steps, double risingShare, double from, double to) implements ScheduleSpec {
        public Triangular {
            requireSteps("A triangular schedule", 2, steps);
            requireShare("A triangular schedule", risingShare);
            requirePositive("A triangular schedule", "first factor", from);
            requireEnd("A triangular schedule", to);
            if ((long) (risingShare * steps) < 1) {
                throw tooShort("A triangular schedule", steps, risingShare);
            }
        }

        private long peak() {
            return (long) (risingShare * steps);
        }

        @Override
        public double multiplier(long step) {
            long peak = peak();
            return step < peak ? line(from, 1, share(step, peak)) : line(1, to, share(step - peak, steps - peak));
        }

        @Override
        public Optional<Long> length() {
            return Optional.of(steps);
        }
    }

    /**
     * The rate falls from 1 to a least factor along half a cosine (Loshchilov and Hutter 2017, without restarts): PyTorch's
     * {@code CosineAnnealingLR}.
     */
    record Cosine(long steps, double least) implements ScheduleSpec {
        public Cosine {
            requireSteps("A cosine schedule", 1, steps);
            requireEnd("A cosine schedule", least);
            if (least > 1) {
                throw new IllegalArgumentException(
                        "A cosine schedule falls from 1 to its least factor, which must be at most 1, but is " + least);
            }
        }

        @Override
        public double multiplier(long step) {
            return cosine(1, least, share(step, steps));
        }

        @Override
        public Optional<Long> length() {
            return Optional.of(steps);
        }
    }

    /** How one-cycle goes from one factor to the next. */
    enum Annealing {
        COSINE,
        LINEAR
    }

    /**
     * The rate rises to the optimizer's and falls far below where it began (Smith 2018): PyTorch's {@code OneCycleLR} of two
     * phases, whose momentum stays as it is. The last step is the lowest.
     *
     * @param risingShare of the steps, in (0, 1): PyTorch's {@code pct_start}, there 0.3
     * @param divisor of the peak's rate, for the first step's: {@code div_factor}, there 25
     * @param finalDivisor of the first step's rate, for the last one's: {@code final_div_factor}, there 10⁴
     */
    record OneCycle(long steps, double risingShare, double divisor, double finalDivisor, Annealing annealing)
            implements ScheduleSpec {
        public OneCycle {
            requireSteps("One-cycle", 2, steps);
            requireShare("One-cycle", risingShare);
            requirePositive("One-cycle", "divisor", divisor);
            requirePositive("One-cycle", "final divisor", finalDivisor);
            if (!(risingShare * steps > 1)) {
                throw tooShort("One-cycle", steps, risingShare);
            }
        }

        @Override
        public double multiplier(long step) {
            double peak = risingShare * steps - 1;
            double first = 1 / divisor;
            return step <= peak
                    ? between(first, 1, step / peak)
                    : between(1, first / finalDivisor, Math.min(1, (step - peak) / (steps - 1 - peak)));
        }

        private double between(double from, double to, double share) {
            return switch (annealing) {
                case COSINE -> cosine(from, to, share);
                case LINEAR -> line(from, to, share);
            };
        }

        @Override
        public Optional<Long> length() {
            return Optional.of(steps);
        }
    }

    /**
     * The rate rises in a straight line to where another schedule begins, which then runs from its own first step (Goyal et
     * al. 2017).
     *
     * @param from which share of the other's first factor
     */
    record WarmUp(long steps, double from, ScheduleSpec then) implements ScheduleSpec {
        public WarmUp {
            requireSteps("A warm-up", 1, steps);
            if (!(from > 0 && from <= 1)) {
                throw new IllegalArgumentException(
                        "A warm-up begins at a share above 0 and at most 1 of the rate that it leads to, but was given "
                                + from);
            }
            if (then instanceof WarmUp) {
                throw new IllegalArgumentException("A warm-up leads to a schedule, but was given another warm-up");
            }
            var length = then.length();
            if (length.isPresent() && length.get() < steps) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A warm-up must not be longer than the schedule that it leads to, but takes %d steps before %d; warm up for less, or train for longer",
                        steps,
                        length.get()));
            }
        }

        @Override
        public double multiplier(long step) {
            return step < steps
                    ? then.multiplier(0) * line(from, 1, share(step, steps))
                    : then.multiplier(step - steps);
        }

        @Override
        public Optional<ReduceOnPlateau> plateau() {
            return then.plateau();
        }

        @Override
        public Optional<Long> length() {
            return then.length().map(length -> length + steps);
        }
    }

    /**
     * The rate is multiplied by {@code factor} once the loss has not fallen in more than {@code patience} epochs: PyTorch's
     * {@code ReduceLROnPlateau}. The loss is the validation samples', or the training's where there are none.
     *
     * @param patience epochs without a new least loss that change nothing
     * @param threshold by which share a loss must be below the least one to count as a new least one, in [0, 1)
     * @param least that all factors together come to
     */
    record ReduceOnPlateau(double factor, int patience, double threshold, double least) implements ScheduleSpec {
        public ReduceOnPlateau {
            if (!(factor > 0 && factor < 1)) {
                throw new IllegalArgumentException(
                        "A rate that is reduced on a plateau needs a factor above 0 and below 1, but was given "
                                + factor);
            }
            if (patience < 0) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "Patience is a number of epochs, 0 or more, but is %d", patience));
            }
            if (!(threshold >= 0 && threshold < 1)) {
                throw new IllegalArgumentException(
                        "The threshold of a plateau is a share of the least loss, at least 0 and below 1, but is "
                                + threshold);
            }
            if (!(least >= 0 && least <= 1)) {
                throw new IllegalArgumentException(
                        "The least factor must be at least 0 and at most 1, but is " + least);
            }
        }

        /** 1: what the loss changes is {@linkplain Plateau apart}. */
        @Override
        public double multiplier(long step) {
            return 1;
        }

        @Override
        public Optional<ReduceOnPlateau> plateau() {
            return Optional.of(this);
        }

        /** Where it stands after another epoch of that loss. */
        public Plateau after(Plateau before, double loss) {
            if (loss < before.best() * (1 - threshold)) {
                return new Plateau(before.factor(), loss, 0);
            }
            return before.waited() < patience
                    ? new Plateau(before.factor(), before.best(), before.waited() + 1)
                    : new Plateau(Math.max(before.factor() * factor, least), before.best(), 0);
        }
    }

    private static double share(long step, long steps) {
        return Math.min(1, (double) step / steps);
    }

    /** Exact at both ends. */
    private static double line(double from, double to, double share) {
        return from * (1 - share) + to * share;
    }

    /** Half a cosine from one to the other. */
    private static double cosine(double from, double to, double share) {
        return share < 1 ? to + (from - to) * (1 + Math.cos(Math.PI * share)) / 2 : to;
    }

    private static void requireSteps(String what, int least, long steps) {
        if (steps < least) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s needs at least %d step%s, but was given %d",
                    what,
                    least,
                    least == 1 ? "" : "s",
                    steps));
        }
    }

    private static void requirePositive(String what, String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    "%s needs a %s that is positive and finite, but was given %s".formatted(what, name, value));
        }
    }

    private static void requireEnd(String what, double factor) {
        if (!(factor >= 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException(
                    "%s needs a last factor that is 0 or positive, and finite, but was given %s"
                            .formatted(what, factor));
        }
    }

    private static void requireShare(String what, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "%s rises in a share of its steps that is above 0 and below 1, but was given %s"
                            .formatted(what, share));
        }
    }

    private static IllegalArgumentException tooShort(String what, long steps, double risingShare) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "%s of %d steps has no step to rise in, which take a share of %s; it needs at least %d steps",
                what,
                steps,
                risingShare,
                (long) (1 / risingShare) + 1));
    }
}
