package org.scratchcnn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.scratchcnn.network.ScheduleSpec;

/**
 * How the learning rate changes in {@link Model#fit}, by epochs and shares of the training: it becomes a
 * {@link ScheduleSpec} by steps once it is known how many batches the data have. What a schedule's length is left to is the
 * whole of the training, {@link Fit#epochs}. A training that was stopped goes on in the same schedule with
 * {@link Model#settings}, which hold it by steps.
 *
 * {@snippet :
 * model.fit(data, fit -> fit.epochs(30).optimizer(new Sgd(0.1, 0.9, true)).schedule(Schedule.cosine().warmUp(2)));
 * }
 */
@FunctionalInterface
public interface Schedule {

    /**
     * It by steps.
     *
     * @param span that is trained
     * @throws IllegalArgumentException if the span is too short for it
     */
    ScheduleSpec over(Span span);

    /**
     * Steps of a training.
     *
     * @param first that the schedule is for; those before are a warm-up's
     * @param end before which the training ends, counted like {@code first} from the training's beginning
     * @param perEpoch batches
     */
    record Span(long first, long end, long perEpoch) {

        long steps() {
            return end - first;
        }

        /** The nearest whole number of steps. */
        public long steps(double epochs) {
            return Math.round(epochs * perEpoch);
        }
    }

    /** This schedule by steps, as it is. */
    static Schedule of(ScheduleSpec steps) {
        return _ -> steps;
    }

    /** The same rate throughout. */
    static Schedule constant() {
        return of(new ScheduleSpec.Constant());
    }

    /** In a straight line down to 0. */
    static Schedule linear() {
        return linear(1, 0);
    }

    /** In a straight line, as {@link ScheduleSpec.Linear}. */
    static Schedule linear(double from, double to) {
        return throughout(steps -> new ScheduleSpec.Linear(steps, from, to));
    }

    /** Half a cosine down to 0. */
    static Schedule cosine() {
        return cosine(0);
    }

    /** Half a cosine, as {@link ScheduleSpec.Cosine}. */
    static Schedule cosine(double least) {
        return throughout(steps -> new ScheduleSpec.Cosine(steps, least));
    }

    /** One cycle with PyTorch's settings: from a 25th up in the first 30 %, then down to a ten-thousandth of that. */
    static Schedule oneCycle() {
        return oneCycle(0.3, 25, 1e4);
    }

    /** One cycle of cosines, as {@link ScheduleSpec.OneCycle}. */
    static Schedule oneCycle(double risingShare, double divisor, double finalDivisor) {
        return throughout(steps ->
                new ScheduleSpec.OneCycle(steps, risingShare, divisor, finalDivisor, ScheduleSpec.Annealing.COSINE));
    }

    /** Up from a fifth in the first 23 %, then down to 7 %, as airbench94 does (Jordan 2024). */
    static Schedule triangular() {
        return triangular(0.23, 0.2, 0.07);
    }

    /** Up and down in straight lines, as {@link ScheduleSpec.Triangular}. */
    static Schedule triangular(double risingShare, double from, double to) {
        return throughout(steps -> new ScheduleSpec.Triangular(steps, risingShare, from, to));
    }

    /** From 1 down to {@code to} by the same factor from step to step. */
    static Schedule exponential(double to) {
        return throughout(steps -> new ScheduleSpec.Exponential(steps, to));
    }

    /** A factor after every so many epochs. */
    static Schedule every(double epochs, double factor) {
        return span -> new ScheduleSpec.StepDecay(Math.max(1, span.steps(epochs)), factor);
    }

    /** A factor after each of so many epochs, counted from the beginning of the training, with a warm-up before too. */
    static Schedule after(double factor, double... epochs) {
        return span -> new ScheduleSpec.MultiStep(
                Arrays.stream(epochs)
                        .mapToObj(count -> span.steps(count) - span.first())
                        .toList(),
                factor);
    }

    /** A tenth after half and after three quarters of the training (He et al. 2016). */
    static Schedule steps() {
        return span -> new ScheduleSpec.MultiStep(
                List.of(span.end() / 2 - span.first(), span.end() * 3 / 4 - span.first()), 0.1);
    }

    /** A factor once the loss has not fallen in more than {@code patience} epochs, as {@link ScheduleSpec.ReduceOnPlateau}. */
    static Schedule onPlateau(double factor, int patience) {
        return of(new ScheduleSpec.ReduceOnPlateau(factor, patience, 1e-4, 0));
    }

    private static Schedule throughout(LongFunction<ScheduleSpec> ofSteps) {
        return span -> ofSteps.apply(span.steps());
    }

    /**
     * This one in what is left behind a warm-up: a rise in a straight line from a hundredth of its first rate.
     *
     * @param epochs that it takes, or parts of them
     */
    default Schedule warmUp(double epochs) {
        if (!(epochs >= 0) || Double.isInfinite(epochs)) {
            throw new IllegalArgumentException(
                    "A warm-up takes a number of epochs, 0 or more, but was given " + epochs);
        }
        return span -> {
            long steps = span.steps(epochs);
            if (steps == 0) {
                return over(span);
            }
            if (steps >= span.steps()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A warm-up of %s epochs takes %d steps, but the training has only %d; warm up for less, or train for more epochs",
                        epochs,
                        steps,
                        span.steps()));
            }
            return new ScheduleSpec.WarmUp(
                    steps, 0.01, over(new Span(span.first() + steps, span.end(), span.perEpoch())));
        };
    }
}
