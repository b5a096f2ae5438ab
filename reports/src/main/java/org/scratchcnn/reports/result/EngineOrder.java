package org.scratchcnn.reports.result;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The order in which engines stand in every table and chart: those known here first, then the others by name. */
public final class EngineOrder {

    private static final List<String> KNOWN = List.of(
            "scratch",
            "scratch-direct",
            "scratch-im2col",
            "scratch-naive",
            "dl4j",
            "dl4j-shipped",
            "pytorch",
            "pytorch-channels-last");

    /** What times are compared with, the first that is there. */
    private static final List<String> REFERENCES = List.of(
            "dl4j",
            "dl4j-shipped",
            "pytorch",
            "pytorch-channels-last",
            "scratch-naive",
            "scratch-im2col",
            "scratch-direct");

    public static final Comparator<String> COMPARATOR =
            Comparator.comparingInt(EngineOrder::rank).thenComparing(Comparator.naturalOrder());

    private EngineOrder() {}

    private static int rank(String engine) {
        int rank = KNOWN.indexOf(engine);
        return rank < 0 ? KNOWN.size() : rank;
    }

    /** Known engines, then those of {@code others} that are not known. */
    public static List<String> withKnown(Stream<String> others) {
        return Stream.concat(KNOWN.stream(), others)
                .distinct()
                .sorted(COMPARATOR)
                .toList();
    }

    /** Whether an engine is one of the library's own. */
    static boolean isOfLibrary(String engine) {
        return engine.equals("scratch") || engine.startsWith("scratch-");
    }

    /** The engines that others may be compared with, the preferred one first. */
    public static List<String> references() {
        return REFERENCES;
    }
}
