package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HodgesLehmannTest {

    /**
     * Hamilton depression scale factor IV of nine patients before and after a tranquilizer: Hollander, Wolfe and
     * Chicken, "Nonparametric statistical methods", table 3.1, examples 3.1, 3.3 and 3.4.
     */
    private static final double[] AFTER_LESS_BEFORE = {
        0.878 - 1.83,
        0.647 - 0.50,
        0.598 - 1.62,
        2.05 - 2.48,
        1.06 - 1.68,
        1.29 - 1.88,
        1.06 - 1.55,
        3.14 - 3.06,
        1.29 - 1.30
    };

    @Test
    void estimatesTheTextbooksExample() {
        assertThat(new HodgesLehmann(AFTER_LESS_BEFORE).estimate()).isCloseTo(-0.46, within(1e-9));
    }

    @Test
    void boundsTheTextbooksExampleAtItsConfidence() {
        var interval = new HodgesLehmann(AFTER_LESS_BEFORE).interval(0.96);

        assertThat(interval.lower()).isCloseTo(-0.786, within(1e-9));
        assertThat(interval.upper()).isCloseTo(-0.010, within(1e-9));
    }

    @Test
    void testsTheTextbooksExample() {
        var improvement =
                DoubleStream.of(AFTER_LESS_BEFORE).map(value -> -value).toArray();

        assertThat(new HodgesLehmann(improvement).probabilityIfAtMost(0)).isCloseTo(0.020, within(5e-4));
    }

    /**
     * Critical values of the two-sided test at 1 %: Wilcoxon and Wilcox, "Some rapid approximate statistical procedures".
     * Of values that double, no two averages are equal.
     */
    @ParameterizedTest
    @CsvSource({"8, 0", "10, 3", "12, 7", "15, 15", "20, 37", "25, 68", "30, 109"})
    void hasThePublishedCriticalValues(int ranks, int critical) {
        double[] values =
                DoubleStream.iterate(1, value -> 2 * value).limit(ranks).toArray();
        double lower = new HodgesLehmann(values).interval(0.99).lower();

        long averagesBelow = IntStream.range(0, ranks)
                .mapToLong(i -> IntStream.rangeClosed(0, i)
                        .filter(j -> (values[i] + values[j]) / 2 < lower)
                        .count())
                .sum();
        assertThat(averagesBelow).isEqualTo(critical);
    }

    @Test
    void distributesFourRanksAsTheSixteenSignPatternsDo() {
        var values = new HodgesLehmann(1, 2, 4, 8);

        assertThat(values.probabilityIfAtMost(0)).isEqualTo(1 / 16.0);
        // Averages of two values up to 2: 1, 1.5 and 2.
        assertThat(values.probabilityIfAtMost(2)).isEqualTo(5 / 16.0);
        assertThat(values.probabilityIfAtMost(7)).isEqualTo(15 / 16.0);
        assertThat(values.probabilityIfAtMost(8)).isOne();
    }

    @Test
    void rejectsACentreExactlyWhereTheIntervalEndsAboveIt() {
        var values = new HodgesLehmann(0.2, 0.13, 0.16, 0.11, 0.19, 0.05, 0.17, 0.08, 0.14, 0.12);
        double lower = values.interval(0.99).lower();

        assertThat(values.probabilityIfAtMost(lower - 1e-9)).isLessThanOrEqualTo(0.005);
        assertThat(values.probabilityIfAtMost(lower)).isGreaterThan(0.005);
    }

    @Test
    void saysNothingWhereThereAreTooFewValuesForTheConfidence() {
        var interval = new HodgesLehmann(1, 2, 3, 4, 5, 6, 7).interval(0.99);

        assertThat(interval.lower()).isInfinite();
        assertThat(interval.upper()).isInfinite();
    }

    @Test
    void refusesWhatIsNoSample() {
        assertThatIllegalArgumentException().isThrownBy(HodgesLehmann::new).withMessageContaining("1 to 50");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HodgesLehmann(1, Double.NaN))
                .withMessage("Value 1 is NaN");
    }
}
