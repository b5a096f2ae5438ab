package org.scratchcnn.worker.record;

import java.util.List;

/**
 * What the machine could do at one moment, by a loop that is always the same: times of engines are held against it, and
 * a reading that moved shows that something else was running.
 *
 * @param ruler which loop, for example {@link #FMA}
 * @param threads that ran it at once
 * @param unit of the values
 * @param runsBefore how many of the record's runs were over, also if one was then taken again: 0 before the first one
 * @param values one a repetition, in the order they were taken
 */
public record RulerReading(String ruler, int threads, String unit, int runsBefore, List<Double> values) {

    /** Fused multiply-adds on independent vectors in registers, as many as the machine can do; in GFLOP/s. */
    public static final String FMA = "fma";

    /** Copying an array that no cache holds; in GB/s, bytes read and bytes written both counted. */
    public static final String COPY = "copy";

    public RulerReading {
        values = List.copyOf(values);
    }
}
