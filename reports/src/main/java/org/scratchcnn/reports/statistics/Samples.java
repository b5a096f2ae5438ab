package org.scratchcnn.reports.statistics;

import java.util.List;

/**
 * Repeated measurements of one quantity, by the start of the process in which they were taken: results vary between
 * starts more than within one (Kalibera and Jones, "Rigorous benchmarking in reasonable time", 2013).
 *
 * @param starts one list a start, none of them empty
 */
public record Samples(List<List<Double>> starts) {

    public Samples {
        starts = starts.stream()
                .filter(start -> !start.isEmpty())
                .map(List::copyOf)
                .toList();
        if (starts.isEmpty()) {
            throw new IllegalArgumentException("An estimate needs at least 1 measurement, but was given none");
        }
    }

    /** Measurements from a single start. */
    public static Samples ofOneStart(List<Double> values) {
        return new Samples(List.of(values));
    }

    /** All measurements, whatever start they came from. */
    double[] pooled() {
        return starts.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }
}
