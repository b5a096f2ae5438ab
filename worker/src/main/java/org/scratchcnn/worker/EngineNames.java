package org.scratchcnn.worker;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The engines that can be measured, as users type them and as records name them. */
public final class EngineNames {

    /** The library at its best: one SIMD lane an image. */
    public static final String SCRATCH = "scratch";

    /** The same without Winograd's algorithm. */
    public static final String SCRATCH_DIRECT = "scratch-direct";

    /** The library with im2col and a matrix multiplication. */
    public static final String SCRATCH_IM2COL = "scratch-im2col";

    /** The library with nested loops. */
    public static final String SCRATCH_NAIVE = "scratch-naive";

    /** Deeplearning4j with oneDNN layer helpers: its best configuration. */
    public static final String DL4J = "dl4j";

    /** Deeplearning4j as it comes, without layer helpers. */
    public static final String DL4J_SHIPPED = "dl4j-shipped";

    /** PyTorch with images in its default layout, {@code [N, C, H, W]}. */
    public static final String PYTORCH = "pytorch";

    /** PyTorch with images in its channels-last layout, {@code [N, H, W, C]}. */
    public static final String PYTORCH_CHANNELS_LAST = "pytorch-channels-last";

    /** PyTorch in double precision: what {@code ./cnn parity} compares with. It is not measured. */
    public static final String PYTORCH_DOUBLE = "pytorch-double";

    /** All that are measured, in the order of every table and chart. */
    public static final List<String> ALL = List.of(
            SCRATCH, SCRATCH_DIRECT, SCRATCH_IM2COL, SCRATCH_NAIVE, DL4J, DL4J_SHIPPED, PYTORCH, PYTORCH_CHANNELS_LAST);

    /** The library's own. */
    public static final List<String> LIBRARY = List.of(SCRATCH, SCRATCH_DIRECT, SCRATCH_IM2COL, SCRATCH_NAIVE);

    /** What times are compared with: the first that is there. */
    public static final List<String> REFERENCES =
            List.of(DL4J, DL4J_SHIPPED, PYTORCH, PYTORCH_CHANNELS_LAST, SCRATCH_NAIVE, SCRATCH_IM2COL, SCRATCH_DIRECT);

    /** The order of tables and charts; unknown names come last. */
    public static final Comparator<String> ORDER =
            Comparator.comparingInt(EngineNames::rank).thenComparing(Comparator.naturalOrder());

    private EngineNames() {}

    private static int rank(String engine) {
        int rank = ALL.indexOf(engine);
        return rank < 0 ? ALL.size() : rank;
    }

    /** {@link #ALL}, then those of {@code others} that are not among them. */
    public static List<String> allAnd(Stream<String> others) {
        return Stream.concat(ALL.stream(), others).distinct().sorted(ORDER).toList();
    }

    /**
     * Refuses a name that no engine has.
     *
     * @return the name
     * @throws IllegalArgumentException if there is no such engine; the message lists those there are
     */
    public static String require(String name) {
        if (!ALL.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no engine \"%s\"; there are: %s".formatted(name, String.join(", ", ALL)));
        }
        return name;
    }
}
