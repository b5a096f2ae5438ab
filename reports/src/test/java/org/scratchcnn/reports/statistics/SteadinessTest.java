package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.reports.statistics.Steadiness.Label;

class SteadinessTest {

    private final SplittableRandom random = new SplittableRandom(1);

    @ParameterizedTest
    @CsvSource({"12, 0.1", "20, 0.1", "60, 0.1", "200, 0.1", "1000, 0.1", "60, 0.5", "200, 0.5", "1000, 0.5"})
    void callsNoiseAboutOneLevelSteadyInAtLeast95Of100Cases(int length, double noise) {
        long changed = IntStream.range(0, 1_000)
                .mapToObj(_ -> Steadiness.of(series(length, noise, _ -> 1)))
                .filter(Steadiness::changed)
                .count();

        assertThat(changed).as("of 1,000").isLessThanOrEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 200, 1_000})
    void callsASlowDriftDrifting(int length) {
        var slower = Steadiness.of(series(length, 0.02, at -> 1 + 0.3 * at));
        var faster = Steadiness.of(series(length, 0.02, at -> 1.3 - 0.3 * at));

        assertThat(slower.label()).isEqualTo(Label.DRIFTING);
        assertThat(slower.levels()).isSorted().hasSizeGreaterThan(1);
        assertThat(faster.label()).isEqualTo(Label.DRIFTING);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 60, 200, 1_000})
    void callsAStepDriftingAndTellsBothLevels(int length) {
        var step = Steadiness.of(series(length, 0.01, at -> at < 0.5 ? 2 : 1));

        assertThat(step.label()).isEqualTo(Label.DRIFTING);
        assertThat(step.changed()).isTrue();
        assertThat(step.levels()).hasSize(2);
        assertThat(step.levels().getFirst()).isCloseTo(2, within(0.05));
        assertThat(step.levels().getLast()).isCloseTo(1, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 1_000})
    void callsLevelsThatComeAndGoNeverSteady(int length) {
        var comingAndGoing = Steadiness.of(series(length, 0.02, at -> (int) (5 * at) % 2 == 0 ? 1 : 1.3));

        assertThat(comingAndGoing.label()).isEqualTo(Label.NEVER_STEADY);
        assertThat(comingAndGoing.changed()).isTrue();
    }

    @Test
    void minorChangesHardlyMatterHoweverClear() {
        assertThat(Steadiness.of(series(1_000, 0.001, at -> at < 0.5 ? 1 : 1.04))
                        .label())
                .isEqualTo(Label.STEADY);
    }

    @Test
    void takesAShortBurstForOutliers() {
        var burst = Steadiness.of(series(200, 0.01, at -> at > 0.5 && at < 0.54 ? 5 : 1));

        assertThat(burst.label()).isEqualTo(Label.STEADY);
        assertThat(burst.changed()).isFalse();
    }

    @Test
    void saysNothingOfShortSeries() {
        var result = Steadiness.of(series(11, 0.01, at -> at < 0.5 ? 1 : 2));

        assertThat(result).isEqualTo(new Steadiness(Label.TOO_SHORT, List.of()));
        assertThat(result.changed()).isFalse();
    }

    /** A level for each place in [0, 1), with lognormal noise. */
    private List<Double> series(int length, double noise, DoubleUnaryOperator level) {
        return DoubleStream.iterate(0, i -> i + 1)
                .limit(length)
                .map(i -> level.applyAsDouble(i / length) * Math.exp(noise * random.nextGaussian()))
                .boxed()
                .toList();
    }
}
