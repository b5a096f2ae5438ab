package org.scratchcnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.ScheduleSpec.Annealing;
import org.scratchcnn.network.ScheduleSpec.Constant;
import org.scratchcnn.network.ScheduleSpec.Cosine;
import org.scratchcnn.network.ScheduleSpec.Exponential;
import org.scratchcnn.network.ScheduleSpec.Linear;
import org.scratchcnn.network.ScheduleSpec.MultiStep;
import org.scratchcnn.network.ScheduleSpec.OneCycle;
import org.scratchcnn.network.ScheduleSpec.ReduceOnPlateau;
import org.scratchcnn.network.ScheduleSpec.StepDecay;
import org.scratchcnn.network.ScheduleSpec.Triangular;
import org.scratchcnn.network.ScheduleSpec.WarmUp;
import org.scratchcnn.network.zoo.Tasks;

class ScheduleTest {

    private static final OneCycle ONE_CYCLE = new OneCycle(1000, 0.3, 25, 1e4, Annealing.COSINE);

    private static double[] multipliers(ScheduleSpec schedule, int steps) {
        return LongStream.range(0, steps).mapToDouble(schedule::multiplier).toArray();
    }

    private static double largestJump(ScheduleSpec schedule, int steps) {
        return LongStream.range(0, steps)
                .mapToDouble(step -> Math.abs(schedule.multiplier(step + 1) - schedule.multiplier(step)))
                .max()
                .orElseThrow();
    }

    /** Of the documentation of LinearLR: a rate of 0.05, start factor 0.5, 4 iterations. */
    @Test
    void aLinearScheduleIsPyTorchs() {
        double[] rates = {0.025, 0.03125, 0.0375, 0.04375, 0.05, 0.05};
        var schedule = new Linear(4, 0.5, 1);
        for (int step = 0; step < rates.length; step++) {
            assertThat(0.05 * schedule.multiplier(step)).isCloseTo(rates[step], within(1e-15));
        }
    }

    /** Of the documentation of MultiStepLR: a rate of 0.05, milestones 30 and 80, gamma 0.1. */
    @ParameterizedTest
    @CsvSource({"0, 0.05", "29, 0.05", "30, 0.005", "79, 0.005", "80, 0.0005", "500, 0.0005"})
    void aMultiStepScheduleIsPyTorchs(long step, double rate) {
        assertThat(0.05 * new MultiStep(List.of(30L, 80L), 0.1).multiplier(step))
                .isCloseTo(rate, within(1e-15));
    }

    @Test
    void anExponentialScheduleFallsByTheFactorWithinItsSteps() {
        assertThat(multipliers(new Exponential(1, 0.5), 4)).containsExactly(1, 0.5, 0.25, 0.125);
        var slow = new Exponential(10, 0.5);
        assertThat(slow.multiplier(10)).isEqualTo(0.5);
        assertThat(slow.multiplier(5)).isCloseTo(Math.sqrt(0.5), within(1e-15));
    }

    /** CosineAnnealingLR of a rate of 0.1, T_max 4, eta_min 0.02: by its formula at the quarters of π. */
    @Test
    void aCosineScheduleIsPyTorchs() {
        double half = Math.sqrt(0.5);
        double[] rates = {0.1, 0.02 + 0.04 * (1 + half), 0.06, 0.02 + 0.04 * (1 - half), 0.02, 0.02};
        var schedule = new Cosine(4, 0.2);
        for (int step = 0; step < rates.length; step++) {
            assertThat(0.1 * schedule.multiplier(step)).isCloseTo(rates[step], within(1e-15));
        }
        assertThat(new Cosine(7, 0).multiplier(7)).isZero();
    }

    /** airbench94's: from 0.2 to 1 in the first 23 %, then to 0.07. */
    @Test
    void aTriangularScheduleIsAirbenchs() {
        var schedule = new Triangular(1000, 0.23, 0.2, 0.07);

        assertThat(schedule.multiplier(0)).isEqualTo(0.2);
        assertThat(schedule.multiplier(115)).isCloseTo(0.6, within(1e-12));
        assertThat(schedule.multiplier(230)).isEqualTo(1);
        assertThat(schedule.multiplier(615)).isCloseTo(0.535, within(1e-12));
        assertThat(schedule.multiplier(1000)).isEqualTo(0.07);
        assertThat(schedule.multiplier(5000)).isEqualTo(0.07);
    }

    /** {@code OneCycleLR(max_lr=1, total_steps=10)}: rises to step 2, and is lowest in step 9. */
    @Test
    void oneCycleIsPyTorchs() {
        var cosine = new OneCycle(10, 0.3, 25, 1e4, Annealing.COSINE);
        double last = 0.04 / 1e4;

        assertThat(cosine.multiplier(0)).isCloseTo(0.04, within(1e-15));
        assertThat(cosine.multiplier(1)).isCloseTo(0.52, within(1e-15));
        assertThat(cosine.multiplier(2)).isCloseTo(1, within(1e-15));
        assertThat(cosine.multiplier(3)).isCloseTo(last + (1 - last) * (1 + Math.cos(Math.PI / 7)) / 2, within(1e-15));
        assertThat(cosine.multiplier(9)).isCloseTo(last, within(1e-15));
        assertThat(cosine.multiplier(99)).isCloseTo(last, within(1e-15));

        var linear = new OneCycle(10, 0.3, 25, 1e4, Annealing.LINEAR);
        assertThat(linear.multiplier(1)).isCloseTo(0.52, within(1e-15));
        assertThat(linear.multiplier(3)).isCloseTo(1 - (1 - last) / 7, within(1e-15));
        assertThat(linear.multiplier(9)).isCloseTo(last, within(1e-15));
    }

    @Test
    void aWarmUpLeadsToWhereTheOtherBegins() {
        var schedule = new WarmUp(5, 0.1, new StepDecay(10, 0.5));

        assertThat(schedule.multiplier(0)).isCloseTo(0.1, within(1e-15));
        assertThat(schedule.multiplier(4)).isCloseTo(0.82, within(1e-15));
        assertThat(schedule.multiplier(5)).isEqualTo(1);
        assertThat(schedule.multiplier(14)).isEqualTo(1);
        assertThat(schedule.multiplier(15)).isEqualTo(0.5);
        assertThat(new WarmUp(2, 0.5, new Linear(4, 0.2, 1)).multiplier(0)).isCloseTo(0.1, within(1e-15));
    }

    private static Stream<ScheduleSpec> smooth() {
        return Stream.of(
                new Constant(),
                new Linear(1000, 0.1, 1),
                new Triangular(1000, 0.23, 0.2, 0.07),
                new Exponential(100, 0.5),
                new Cosine(1000, 0.01),
                ONE_CYCLE,
                new OneCycle(1000, 0.3, 25, 1e4, Annealing.LINEAR),
                new WarmUp(200, 0.05, new Cosine(800, 0)),
                new WarmUp(200, 0.05, ONE_CYCLE),
                new WarmUp(200, 0.05, new ReduceOnPlateau(0.1, 2, 0, 0)));
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void nothingJumpsAtJoints(ScheduleSpec schedule) {
        assertThat(largestJump(schedule, 1400)).isLessThan(0.0075);
    }

    @ParameterizedTest
    @MethodSource("smooth")
    void aScheduleStaysWhereItEnded(ScheduleSpec schedule) {
        schedule.length()
                .ifPresent(length -> assertThat(schedule.multiplier(length + 100_000_000_000L))
                        .isEqualTo(schedule.multiplier(length)));
    }

    @Test
    void ratesRiseToThePeakAndFallAfterIt() {
        for (var schedule : List.of(new Triangular(1000, 0.3, 0.2, 0), ONE_CYCLE)) {
            for (long step = 0; step < 299; step++) {
                assertThat(schedule.multiplier(step + 1)).isGreaterThan(schedule.multiplier(step));
            }
            for (long step = 300; step < 999; step++) {
                assertThat(schedule.multiplier(step + 1)).isLessThan(schedule.multiplier(step));
            }
        }
    }

    /** As PyTorch's, with patience 2: the third epoch without a better loss reduces. */
    @Test
    void aPlateauReducesTheRateAfterItsPatience() {
        var rule = new ReduceOnPlateau(0.1, 2, 0.01, 0.005);
        double[] losses = {2, 1, 0.995, 1.1, 1, 1, 1, 1, 0.9, 0.895, 0.895, 0.895, Double.NaN};
        double[] factors = {1, 1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.005, 0.005};
        var plateau = Plateau.START;
        for (int epoch = 0; epoch < losses.length; epoch++) {
            plateau = rule.after(plateau, losses[epoch]);
            assertThat(plateau.factor()).as("after epoch %d", epoch).isCloseTo(factors[epoch], within(1e-15));
        }
        assertThat(plateau).isEqualTo(new Plateau(plateau.factor(), 0.9, 1));
    }

    private static Arguments refused(ThrowingCallable description, String message) {
        return Arguments.of(message, description);
    }

    private static Stream<Arguments> refused() {
        return Stream.of(
                refused(() -> new Cosine(0, 0.1), "A cosine schedule needs at least 1 step, but was given 0"),
                refused(
                        () -> new Cosine(1, -0.1),
                        "A cosine schedule needs a last factor that is 0 or positive, and finite, but was given -0.1"),
                refused(
                        () -> new Cosine(1, 2),
                        "A cosine schedule falls from 1 to its least factor, which must be at most 1, but is 2.0"),
                refused(
                        () -> new Linear(1, 0, 1),
                        "A linear schedule needs a first factor that is positive and finite, but was given 0.0"),
                refused(
                        () -> new Linear(1, 1, Double.NaN),
                        "A linear schedule needs a last factor that is 0 or positive, and finite, but was given NaN"),
                refused(
                        () -> new Triangular(1, 0.5, 1, 1),
                        "A triangular schedule needs at least 2 steps, but was given 1"),
                refused(
                        () -> new Triangular(4, 0.2, 1, 1),
                        "A triangular schedule of 4 steps has no step to rise in, which take a share of 0.2; it needs at least 6 steps"),
                refused(
                        () -> new Triangular(4, 1, 1, 1),
                        "A triangular schedule rises in a share of its steps that is above 0 and below 1, but was given 1.0"),
                refused(
                        () -> new OneCycle(3, 0.3, 25, 1e4, Annealing.COSINE),
                        "One-cycle of 3 steps has no step to rise in, which take a share of 0.3; it needs at least 4 steps"),
                refused(
                        () -> new OneCycle(9, 0.3, 0, 1e4, Annealing.COSINE),
                        "One-cycle needs a divisor that is positive and finite, but was given 0.0"),
                refused(
                        () -> new Exponential(3, Double.POSITIVE_INFINITY),
                        "An exponential schedule needs a factor that is positive and finite, but was given Infinity"),
                refused(
                        () -> new MultiStep(List.of(5L, 5L), 0.1),
                        "A multi-step schedule needs counts of steps that begin at 1 or later and rise, such as [100, 150], but was given [5, 5]"),
                refused(
                        () -> new MultiStep(List.of(), 0.1),
                        "A multi-step schedule needs at least one count of steps after which the rate changes; for none take a constant rate"),
                refused(
                        () -> new WarmUp(1, 0, new Constant()),
                        "A warm-up begins at a share above 0 and at most 1 of the rate that it leads to, but was given 0.0"),
                refused(
                        () -> new WarmUp(5, 0.1, new Cosine(4, 0)),
                        "A warm-up must not be longer than the schedule that it leads to, but takes 5 steps before 4; warm up for less, or train for longer"),
                refused(
                        () -> new WarmUp(5, 0.1, new WarmUp(5, 0.1, new Constant())),
                        "A warm-up leads to a schedule, but was given another warm-up"),
                refused(
                        () -> new ReduceOnPlateau(1, 2, 0, 0),
                        "A rate that is reduced on a plateau needs a factor above 0 and below 1, but was given 1.0"),
                refused(
                        () -> new ReduceOnPlateau(0.1, -1, 0, 0),
                        "Patience is a number of epochs, 0 or more, but is -1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatMakesNoScheduleIsRefused(String message, ThrowingCallable description) {
        assertThatThrownBy(description)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY})
    void firstFactorsArePositiveAndFinite(double factor) {
        assertThatThrownBy(() -> new Linear(1, factor, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Triangular(10, 0.5, factor, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MultiStep(List.of(1L), factor)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WarmUp(1, factor, new Constant())).isInstanceOf(IllegalArgumentException.class);
    }

    /** Else the test samples would decide how long the rate stays. */
    @Test
    void aTaskWhoseRateFollowsTheLossNeedsValidationSamples() {
        var task = Tasks.mnistScratcher();
        var following = task.training().withSchedule(new WarmUp(3, 0.1, new ReduceOnPlateau(0.1, 2, 0, 0)));

        assertThat(task.data().validation()).isZero();
        assertThatThrownBy(() -> task.withTraining(following))
                .hasMessage(
                        "%s has no validation samples, but its learning rate follows their loss; split some off, or take another schedule",
                        task.name());
    }
}
