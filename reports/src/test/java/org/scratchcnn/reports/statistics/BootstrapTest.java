package org.scratchcnn.reports.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(4_000, 1);

    /** Survival of treated mice in days: Efron and Tibshirani 1993, table 2.1. */
    private static final SamplesByStart TREATED_MICE =
            SamplesByStart.ofOneStart(List.of(94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0));

    /** Of the mice that were not treated. */
    private static final SamplesByStart CONTROL_MICE =
            SamplesByStart.ofOneStart(List.of(52.0, 104.0, 146.0, 10.0, 51.0, 30.0, 40.0, 27.0, 46.0));

    @Test
    void findsTheExactBootstrapIntervalOfTheMiceMedian() {
        // The k-th smallest of 7 is at least the resampled median with probability P(Bin(7, k/7) ≥ 4):
        // 0.010 for k = 1, 0.098 for k = 2, 0.902 for k = 5, 0.990 for k = 6.
        var median = BOOTSTRAP.median(TREATED_MICE);

        assertThat(median.value()).isEqualTo(94);
        assertThat(median.interval()).isEqualTo(new ConfidenceInterval(23, 141));
    }

    @Test
    void differenceOfTheMiceMediansIsNotCertain() {
        var difference = BOOTSTRAP.differenceOfMedians(TREATED_MICE, CONTROL_MICE);

        assertThat(difference.value()).isEqualTo(48);
        assertThat(difference.lower()).isNegative();
        assertThat(difference.upper()).isPositive();
    }

    @Test
    void ratioOfASampleToItsMultipleIsTheFactor() {
        var slow = SamplesByStart.ofOneStart(CONTROL_MICE.starts().getFirst().stream()
                .map(value -> 3 * value)
                .toList());

        assertThat(BOOTSTRAP.ratioOfMedians(slow, CONTROL_MICE).value()).isCloseTo(3, within(1e-12));
        var ratio = BOOTSTRAP.ratioOfMedians(slow, CONTROL_MICE);
        assertThat(ratio.lower()).isLessThan(3);
        assertThat(ratio.upper()).isGreaterThan(3);
    }

    @Test
    void swappingARatioSwapsItsEstimate() {
        double ratio = BOOTSTRAP.ratioOfMedians(TREATED_MICE, CONTROL_MICE).value();

        assertThat(BOOTSTRAP.ratioOfMedians(CONTROL_MICE, TREATED_MICE).value()).isCloseTo(1 / ratio, within(1e-12));
    }

    @Test
    void variationBetweenStartsWidensTheInterval() {
        var sameStarts =
                new SamplesByStart(List.of(List.of(1.9, 2.0, 2.1), List.of(1.9, 2.0, 2.1), List.of(1.9, 2.0, 2.1)));
        var differentStarts =
                new SamplesByStart(List.of(List.of(1.0, 1.0, 1.0), List.of(2.0, 2.0, 2.0), List.of(3.0, 3.0, 3.0)));

        assertThat(width(BOOTSTRAP.median(differentStarts))).isGreaterThan(width(BOOTSTRAP.median(sameStarts)));
    }

    /** The bounds leave room for what the trials vary by; plain percentile intervals cover 50 % with two starts. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 10})
    void coversTheTruthWhereStartsDifferMoreThanWhatIsMeasuredInEach(int starts) {
        var random = new SplittableRandom(starts);
        int trials = 3_000 / starts;
        int medians = 0;
        int ratios = 0;
        for (int i = 0; i < trials; i++) {
            var bootstrap = new Bootstrap(200, i);
            var first = logNormal(starts, random);
            medians += covers(bootstrap.median(first), 1);
            ratios += covers(bootstrap.ratioOfMedians(first, logNormal(starts, random)), 1);
        }

        assertThat((double) medians / trials).as("medians").isBetween(0.93, 0.99);
        assertThat((double) ratios / trials).as("ratios").isBetween(0.95, 0.999);
    }

    @Test
    void widensTheIntervalOfTwoStartsByStudentsT() {
        // 12.706/1.960·√2 = 9.168 times the percentile interval, which reaches from one start to the other.
        var times = new SamplesByStart(List.of(List.of(10.0), List.of(11.0)));
        var shorter = new SamplesByStart(List.of(List.of(4.0), List.of(4.0)));

        var median = BOOTSTRAP.median(times);
        var difference = BOOTSTRAP.differenceOfMedians(times, shorter);

        assertThat(median.upper() / 10.5).isCloseTo(Math.pow(1.1, 9.168 / 2), within(0.001));
        assertThat(10.5 / median.lower()).isCloseTo(Math.pow(1.1, 9.168 / 2), within(0.001));
        assertThat(difference.upper()).isCloseTo(6.5 + 9.168 / 2, within(0.001));
        assertThat(difference.lower()).isCloseTo(6.5 - 9.168 / 2, within(0.001));
    }

    @Test
    void addsTheSquaresOfWhatTwoSamplesVaryBy() {
        var times = new SamplesByStart(List.of(List.of(10.0), List.of(11.0), List.of(12.0)));
        var others = new SamplesByStart(List.of(List.of(20.0), List.of(26.0)));

        var ratio = BOOTSTRAP.ratioOfMedians(others, times);

        double half = Math.hypot(logarithmicHalf(BOOTSTRAP.median(times)), logarithmicHalf(BOOTSTRAP.median(others)));
        assertThat(logarithmicHalf(ratio)).isCloseTo(half, within(1e-12));
    }

    @Test
    void hardlyWidensTheIntervalOfManyStarts() {
        var random = new SplittableRandom(5);
        var values = Stream.generate(() -> Math.exp(0.1 * random.nextGaussian()))
                .limit(200)
                .toList();
        var starts = new SamplesByStart(values.stream().map(List::of).toList());

        assertThat(width(BOOTSTRAP.median(starts)) / width(BOOTSTRAP.median(SamplesByStart.ofOneStart(values))))
                .isBetween(0.9, 1.1);
    }

    @Test
    void goesByTheSampleWithSeveralStartsWhereTheOtherHasOneThatDoesNotVary() {
        var three = new SamplesByStart(List.of(List.of(10.0), List.of(11.0), List.of(12.0)));

        var ratio = BOOTSTRAP.ratioOfMedians(three, SamplesByStart.ofOneStart(List.of(1.0, 1.0)));

        assertThat(ratio).isEqualTo(BOOTSTRAP.median(three));
    }

    @Test
    void keepsToWhatWasDrawnWhereAClockReadZero() {
        var median = BOOTSTRAP.median(new SamplesByStart(List.of(List.of(0.0), List.of(1.0))));

        assertThat(median.interval()).isEqualTo(new ConfidenceInterval(0, 1));
    }

    @Test
    void theSameSeedGivesTheSameIntervalWhateverWasEstimatedBefore() {
        var fresh = new Bootstrap(500, 7).median(CONTROL_MICE);
        var used = new Bootstrap(500, 7);
        used.median(TREATED_MICE);

        assertThat(used.median(CONTROL_MICE)).isEqualTo(fresh);
    }

    @Test
    void coversTheTrueMedianAboutAsOftenAsItSays() {
        var random = new SplittableRandom(3);
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            var drawn = SamplesByStart.ofOneStart(
                    Stream.generate(random::nextGaussian).limit(40).toList());
            var median = new Bootstrap(400, i).median(drawn);
            if (median.lower() <= 0 && median.upper() >= 0) {
                covered++;
            }
        }

        assertThat(covered).isBetween(180, 199);
    }

    @Test
    void aSingleMeasurementHasNoInterval() {
        assertThat(BOOTSTRAP.median(SamplesByStart.ofOneStart(List.of(5.0)))).isEqualTo(new Estimate(5, null));
        assertThat(BOOTSTRAP
                        .ratioOfMedians(SamplesByStart.ofOneStart(List.of(6.0)), CONTROL_MICE)
                        .interval())
                .isNull();
    }

    @Test
    void rejectsNoMeasurements() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SamplesByStart(List.of(List.of())))
                .withMessageContaining("at least 1 measurement");
    }

    /** Starts about 1 that differ by a tenth, with five measurements each that differ by a hundredth. */
    private static SamplesByStart logNormal(int starts, SplittableRandom random) {
        return new SamplesByStart(Stream.generate(() -> {
                    double level = 0.1 * random.nextGaussian();
                    return Stream.generate(() -> Math.exp(level + 0.01 * random.nextGaussian()))
                            .limit(5)
                            .toList();
                })
                .limit(starts)
                .toList());
    }

    private static double logarithmicHalf(Estimate estimate) {
        return Math.log(estimate.upper() / estimate.value());
    }

    private static int covers(Estimate estimate, double truth) {
        return estimate.lower() <= truth && truth <= estimate.upper() ? 1 : 0;
    }

    private static double width(Estimate estimate) {
        var interval = requireNonNull(estimate.interval());
        return interval.upper() - interval.lower();
    }
}
