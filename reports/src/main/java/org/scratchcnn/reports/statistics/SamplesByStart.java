package org.scratchcnn.reports.statistics;

import java.util.List;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Repeated measurements of one quantity, by the start of the process in which they were taken: results vary between
 * starts more than within one (Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013).
 *
 * @param starts one list a start, none of them empty
 */
public record SamplesByStart(List<List<Double>> starts) {

    private static final Median MEDIAN = Median.withDefaults();

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

    /** All measurements, whatever start they came from. */
    double[] pooled() {
        return starts.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
