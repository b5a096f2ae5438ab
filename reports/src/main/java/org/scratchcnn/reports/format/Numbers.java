package org.scratchcnn.reports.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.scratchcnn.reports.statistics.Estimate;

/** Numbers as a reader wants them: few digits, the same in every locale. */
public final class Numbers {

    /** What stands where there is no number. */
    public static final String NONE = "–";

    private Numbers() {}

    /** Three significant digits, no exponent; whole numbers in full: 0.0123, 1.13, 12.7, 310, 27,900. */
    public static String significant(double value) {
        return fixed(value, decimals(value));
    }

    private static int decimals(double value) {
        if (value == 0) {
            return 0;
        }
        // Rounding first, since it may carry into the next magnitude: 9.999 is 10.0, not 10.00.
        var rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        return Math.max(0, 3 - rounded.precision() + rounded.scale());
    }

    /** As many decimals as it has, for the ticks of an axis. */
    public static String plain(double value) {
        return new DecimalFormat("#,##0.########", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    public static String fixed(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Samples are counted whole. */
    public static String count(double value) {
        return fixed(value, 0);
    }

    /** A share in [0, 1] as per cent. */
    public static String percent(double share, int decimals) {
        return fixed(100 * share, decimals) + " %";
    }

    /** A value and its interval: {@code 1.13 [1.11, 1.16]}. */
    public static String withInterval(Estimate estimate) {
        String value = significant(estimate.value());
        return estimate.interval() == null
                ? value
                : "%s [%s, %s]".formatted(value, significant(estimate.lower()), significant(estimate.upper()));
    }

    /** The same; {@link #NONE} if there is no value. */
    public static String withInterval(Optional<Estimate> estimate) {
        return estimate.map(Numbers::withInterval).orElse(NONE);
    }

    /** A mean and half its interval's width: {@code 0.2412 ± 0.0031}. */
    public static String plusMinus(Estimate estimate, int decimals) {
        String value = fixed(estimate.value(), decimals);
        return estimate.interval() == null
                ? value
                : "%s ± %s".formatted(value, fixed((estimate.upper() - estimate.lower()) / 2, decimals));
    }

    /**
     * The mean of values with its three significant digits, and the values' standard deviation where there are several:
     * {@code 9.14 ± 0.21}.
     */
    public static String withDeviation(double... values) {
        double mean = Mean.of(values).getAsDouble();
        double deviation = StandardDeviation.of(values).getAsDouble();
        return significant(mean) + (values.length == 1 ? "" : " ± " + fixed(deviation, decimals(mean)));
    }

    /** Seconds of training, for reading: {@code 0.420 s}, {@code 158 ± 3 s}. */
    public static String seconds(Estimate estimate) {
        return plusMinus(estimate, decimals(estimate.value())) + " s";
    }
}
