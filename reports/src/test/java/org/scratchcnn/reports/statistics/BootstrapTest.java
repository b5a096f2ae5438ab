package org.scratchcnn.reports.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(4_000, 1);

    /** Survival of treated mice in days: Efron and Tibshirani 1993, table 2.1. */
    private static final Samples TREATED_MICE = Samples.ofOneStart(List.of(94.0, 197.0, 16.0, 38.0, 99.0, 141.0, 23.0));

    /** Of the mice that were not treated. */
    private static final Samples CONTROL_MICE =
            Samples.ofOneStart(List.of(52.0, 104.0, 146.0, 10.0, 51.0, 30.0, 40.0, 27.0, 46.0));

    @Test
    void findsTheExactBootstrapIntervalOfTheMiceMedian() {
        // The k-th smallest of 7 is at least the resampled median with probability P(Bin(7, k/7) ≥ 4):
        // 0.010 for k = 1, 0.098 for k = 2, 0.902 for k = 5, 0.990 for k = 6.
        var median = BOOTSTRAP.median(TREATED_MICE);

        assertThat(median.value()).isEqualTo(94);
        assertThat(median.interval()).isEqualTo(new ConfidenceInterval(23, 141));
    }

    @Test
    void meanIntervalIsAboutTwoPublishedStandardErrorsToEachSide() {
        // Efron and Tibshirani give 86.86 and a bootstrap standard error of about 23.4 for the mean of the treated.
        var mean = BOOTSTRAP.mean(TREATED_MICE);

        assertThat(mean.value()).isCloseTo(86.86, within(0.005));
        assertThat(mean.upper() - mean.lower()).isCloseTo(2 * 1.96 * 23.4, within(6.0));
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
        var slow = Samples.ofOneStart(CONTROL_MICE.starts().getFirst().stream()
                .map(value -> 3 * value)
                .toList());

        assertThat(BOOTSTRAP.ratioOfMedians(slow, CONTROL_MICE).value()).isCloseTo(3, within(1e-12));
        assertThat(BOOTSTRAP.ratioOfMeans(slow, CONTROL_MICE).value()).isCloseTo(3, within(1e-12));
        var ratio = BOOTSTRAP.ratioOfMeans(slow, CONTROL_MICE);
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
        var sameStarts = new Samples(List.of(List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0), List.of(1.0, 2.0, 3.0)));
        var differentStarts =
                new Samples(List.of(List.of(1.0, 1.0, 1.0), List.of(2.0, 2.0, 2.0), List.of(3.0, 3.0, 3.0)));

        assertThat(width(BOOTSTRAP.mean(differentStarts))).isGreaterThan(1.5 * width(BOOTSTRAP.mean(sameStarts)));
    }

    @Test
    void theSameSeedGivesTheSameIntervalWhateverWasEstimatedBefore() {
        var fresh = new Bootstrap(500, 7).mean(CONTROL_MICE);
        var used = new Bootstrap(500, 7);
        used.median(TREATED_MICE);

        assertThat(used.mean(CONTROL_MICE)).isEqualTo(fresh);
    }

    @Test
    void coversTheTrueMeanAboutAsOftenAsItSays() {
        var random = new SplittableRandom(3);
        int covered = 0;
        for (int i = 0; i < 200; i++) {
            var drawn = Samples.ofOneStart(
                    Stream.generate(random::nextGaussian).limit(40).toList());
            var mean = new Bootstrap(400, i).mean(drawn);
            if (mean.lower() <= 0 && mean.upper() >= 0) {
                covered++;
            }
        }

        assertThat(covered).isBetween(180, 199);
    }

    @Test
    void aSingleMeasurementHasNoInterval() {
        assertThat(BOOTSTRAP.median(Samples.ofOneStart(List.of(5.0)))).isEqualTo(new Estimate(5, null));
        assertThat(BOOTSTRAP
                        .ratioOfMedians(Samples.ofOneStart(List.of(6.0)), CONTROL_MICE)
                        .interval())
                .isNull();
    }

    @Test
    void rejectsTooFewResamplesAndNoMeasurements() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bootstrap(99, 1))
                .withMessageContaining("100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Samples(List.of(List.of())))
                .withMessageContaining("at least 1 measurement");
    }

    private static double width(Estimate estimate) {
        var interval = requireNonNull(estimate.interval());
        return interval.upper() - interval.lower();
    }
}
