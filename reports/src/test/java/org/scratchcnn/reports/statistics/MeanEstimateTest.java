package org.scratchcnn.reports.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MeanEstimateTest {

    /** Additional hours of sleep of ten patients: Student, "The Probable Error of a Mean" (1908). */
    private static final double[] DRUG_1 = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};

    private static final double[] DRUG_2 = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

    @Test
    void givesStudentsOwnIntervalForHisSleepData() {
        // Additional hours of sleep, "The Probable Error of a Mean" (1908); R's t.test gives [0.7001142, 2.4598858].
        var mean = MeanEstimate.of(1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4);

        assertThat(mean.value()).isCloseTo(1.58, within(1e-12));
        assertThat(mean.lower()).isCloseTo(0.7001142, within(5e-8));
        assertThat(mean.upper()).isCloseTo(2.4598858, within(5e-8));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(MeanEstimate.of(3.5)).isEqualTo(new Estimate(3.5, null));
    }

    @Test
    void equalValuesHaveAnIntervalOfNoWidth() {
        assertThat(MeanEstimate.of(2, 2, 2)).isEqualTo(new Estimate(2, new ConfidenceInterval(2, 2)));
    }

    @Test
    void givesWelchsOwnIntervalForTwoIndependentSamples() {
        // R 4: t.test of his sleep data, drug 1 against drug 2: -1.58 [-3.3654832, 0.2054832], 17.776 degrees.
        var difference = MeanEstimate.ofDifference(DRUG_1, DRUG_2);

        assertThat(difference.value()).isCloseTo(-1.58, within(1e-12));
        assertThat(difference.lower()).isCloseTo(-3.3654832, within(5e-8));
        assertThat(difference.upper()).isCloseTo(0.2054832, within(5e-8));
    }

    @Test
    void givesStudentsOwnIntervalForPairs() {
        // R 4: t.test of the same data, paired: -1.58 [-2.4598858, -0.7001142].
        var difference = MeanEstimate.ofPairedDifference(DRUG_1, DRUG_2);

        assertThat(difference.value()).isCloseTo(-1.58, within(1e-12));
        assertThat(difference.lower()).isCloseTo(-2.4598858, within(5e-8));
        assertThat(difference.upper()).isCloseTo(-0.7001142, within(5e-8));
    }

    @Test
    void aDifferenceFromOneValueHasNoInterval() {
        assertThat(MeanEstimate.ofDifference(new double[] {3}, new double[] {1, 2}))
                .isEqualTo(new Estimate(1.5, null));
        assertThat(MeanEstimate.ofDifference(new double[] {3, 3}, new double[] {1, 1}))
                .isEqualTo(new Estimate(2, new ConfidenceInterval(2, 2)));
    }

    @Test
    void rejectsPairsThatAreNotWhole() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeanEstimate.ofPairedDifference(new double[] {1, 2}, new double[] {1}))
                .withMessageContaining("2 and 1");
    }

    @Test
    void rejectsNoValues() {
        assertThatIllegalArgumentException().isThrownBy(MeanEstimate::of).withMessageContaining("at least 1 value");
    }
}
