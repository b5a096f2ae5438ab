package org.scratchcnn.datasets;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which data a run saw.
 *
 * @param name for reports, for example {@code Fashion-MNIST}
 * @param origin official, not the official file, or drawn
 * @param sha256 of the decompressed content, by file; of the generated values where data are drawn
 * @param trainingSamples after the split
 * @param validationSamples after the split
 * @param testSamples after the split
 */
public record DataFingerprint(
        String name,
        Origin origin,
        SortedMap<String, String> sha256,
        int trainingSamples,
        int validationSamples,
        int testSamples) {

    /** Where data come from. */
    public enum Origin {
        /** Every file has the official content. */
        OFFICIAL,
        /** The files are real, but at least one differs from the official one. */
        NOT_OFFICIAL,
        /** Drawn by a generator, as the task says. */
        GENERATED,
        /** Drawn shapes that stand in for a data set that is not on this machine. */
        STAND_IN
    }

    public DataFingerprint {
        sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
    }
}
