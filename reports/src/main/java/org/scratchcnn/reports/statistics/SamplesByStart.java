package org.scratchcnn.reports.statistics;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Repeated measurements of one quantity, by the start of the process in which they were taken: results vary between
 * starts more than within one (Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013).
 *
 * @param starts one list a start, none of them empty
 */
public record SamplesByStart(List<List<Double>> starts) {

    private static final Median MEDIAN = Median.withDefaults();
    private static final Quantile QUANTILE = Quantile.withDefaults();

    public SamplesByStart {
        starts = starts.stream()
                .filter(start -> !start.isEmpty())
                .map(List::copyOf)
                .toList();
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("An estimate needs at least 1 measurement, but was given none");
        }
    }

    /** Measurements from a single start. */
    public static SamplesByStart ofOneStart(List<Double> values) {
        return new SamplesByStart(List.of(values));
    }

    /** The median of all measurements. */
    public double median() {
        return MEDIAN.evaluate(pooled());
    }

    /** The standard deviation of the starts' medians, as a share of their mean; 0 of a single start. */
    public double spreadBetween() {
        double[] medians = starts.stream()
                .mapToDouble(start -> MEDIAN.evaluate(values(start)))
                .toArray();
        return StandardDeviation.of(medians).getAsDouble() / Mean.of(medians).getAsDouble();
    }

    /** The interquartile range of a start, as a share of its median: the median over all starts. */
    public double spreadWithin() {
        return MEDIAN.evaluate(starts.stream()
                .map(SamplesByStart::values)
                .mapToDouble(values -> {
                    double[] quartiles = QUANTILE.evaluate(values, 0.25, 0.75);
                    return (quartiles[1] - quartiles[0]) / MEDIAN.evaluate(values);
                })
                .toArray());
    }

    /** All measurements, whatever start they came from. */
    double[] pooled() {
        return starts.stream()
                .flatMapToDouble(start -> DoubleStream.of(values(start)))
                .toArray();
    }

    /** One array a start. */
    double[][] arrays() {
        return starts.stream().map(SamplesByStart::values).toArray(double[][]::new);
    }

    private static double[] values(List<Double> start) {
        return start.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
