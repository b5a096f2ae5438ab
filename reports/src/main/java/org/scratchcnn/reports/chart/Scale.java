package org.scratchcnn.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis of positive values: linear from zero, or logarithmic where they differ much.
 *
 * @param origin where bars begin
 */
record Scale(double minimum, double maximum, double origin, boolean logarithmic, List<Double> ticks) {

    /** Beyond this ratio short bars could no longer be told apart on a linear axis. */
    private static final double MAX_LINEAR_RATIO = 20;

    private static final int LINEAR_TICKS = 5;
    /** From so many decades on, only powers of ten are marked. */
    private static final int DECADES_WITHOUT_STEPS = 3;

    Scale {
        ticks = List.copyOf(ticks);
    }

    /** A scale on which all values can be told apart. */
    static Scale fitting(double... values) {
        double max = DoubleStream.of(values).max().orElseThrow();
        double min = DoubleStream.of(values).min().orElseThrow();
        return max / min > MAX_LINEAR_RATIO ? logarithmic(values) : linear(max);
    }

    /** A scale for ratios, whose bars begin at 1: the longer, the more the two differ. */
    static Scale ofRatios(double... values) {
        var scale = fitting(
                DoubleStream.concat(DoubleStream.of(values), DoubleStream.of(1)).toArray());
        double least = DoubleStream.of(values).min().orElseThrow();
        double minimum = scale.logarithmic() && least >= 1 ? 1 : scale.minimum();
        return new Scale(
                minimum,
                scale.maximum(),
                1,
                scale.logarithmic(),
                scale.ticks().stream().filter(tick -> tick >= minimum).toList());
    }

    static Scale logarithmic(double... values) {
        double max = DoubleStream.of(values).max().orElseThrow();
        double min = DoubleStream.of(values).min().orElseThrow();
        int first = (int) Math.floor(Math.log10(min));
        double low = Math.pow(10, first);
        // The shortest bar must still be seen as one.
        if (min < 1.5 * low) {
            low /= 2;
        }
        int decades = (int) Math.ceil(Math.log10(max / low));
        var ticks = new ArrayList<Double>();
        for (int decade = first - 1; decade <= first + decades + 1; decade++) {
            for (int step : decades < DECADES_WITHOUT_STEPS ? new int[] {1, 2, 5} : new int[] {1}) {
                double tick = step * Math.pow(10, decade);
                if (tick >= low * 0.999 && tick <= max) {
                    ticks.add(tick);
                }
            }
        }
        return new Scale(low, max, low, true, ticks);
    }

    private static Scale linear(double max) {
        double raw = max / LINEAR_TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double step = DoubleStream.of(1, 2, 5, 10)
                .map(factor -> factor * power)
                .filter(candidate -> candidate >= raw)
                .findFirst()
                .orElseThrow();
        var ticks = new ArrayList<Double>();
        for (int i = 0; i * step <= max; i++) {
            ticks.add(i * step);
        }
        return new Scale(0, max, 0, false, ticks);
    }

    /** Where a value stands, in [0, 1] between the ends. */
    double position(double value) {
        double position = logarithmic
                ? Math.log(value / minimum) / Math.log(maximum / minimum)
                : (value - minimum) / (maximum - minimum);
        return Math.clamp(position, 0, 1);
    }
}
