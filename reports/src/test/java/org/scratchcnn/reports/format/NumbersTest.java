package org.scratchcnn.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.Estimate;

class NumbersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0",
                "0.012345; 0.0123",
                "1.128; 1.13",
                "9.999; 10.0",
                "12.68; 12.7",
                "99.96; 100",
                "310.4; 310",
                "27900.2; 27,900",
                "-1.128; -1.13"
            })
    void showsThreeSignificantDigitsAndWholeNumbersInFull(double value, String shown) {
        assertThat(Numbers.significant(value)).isEqualTo(shown);
    }

    @Test
    void showsIntervals() {
        var estimate = new Estimate(1.128, new ConfidenceInterval(1.108, 1.168));

        assertThat(Numbers.withInterval(estimate)).isEqualTo("1.13 [1.11, 1.17]");
        assertThat(Numbers.plusMinus(estimate, 2)).isEqualTo("1.13 ± 0.03");
        assertThat(Numbers.withInterval(new Estimate(1.128, null))).isEqualTo("1.13");
        assertThat(Numbers.plusMinus(new Estimate(1.128, null), 2)).isEqualTo("1.13");
    }

    @Test
    void showsTheSameInEveryLocale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);

            assertThat(Numbers.significant(1234.5)).isEqualTo("1,235");
            assertThat(Numbers.percent(0.8625, 1)).isEqualTo("86.3 %");
            assertThat(Numbers.plain(0.05)).isEqualTo("0.05");
        } finally {
            Locale.setDefault(before);
        }
    }
}
