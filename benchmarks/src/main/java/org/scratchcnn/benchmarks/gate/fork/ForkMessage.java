package org.scratchcnn.benchmarks.gate.fork;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a fork says: a line of its standard output each. The first is {@link Ready}. */
public sealed interface ForkMessage {

    /** The library may print to standard output, too. */
    String MARK = "@fork ";

    /**
     * The fork is warm, and waits to be asked for blocks.
     *
     * @param parameters of the network
     * @param forwardMacs multiply-accumulates of one sample's forward pass
     * @param lanes floats in a vector; 0 where the library computes without
     * @param lossBits of the first training steps from the initial parameters, {@link Double#doubleToRawLongBits}; empty
     *     where no training step is timed
     */
    record Ready(long parameters, long forwardMacs, int lanes, List<Long> lossBits) implements ForkMessage {

        public Ready {
            lossBits = List.copyOf(lossBits);
        }
    }

    /**
     * A block is over.
     *
     * @param milliseconds of one operation, on average
     * @param allocatedBytes by one operation on average, all threads together
     */
    record Block(double milliseconds, double allocatedBytes) implements ForkMessage {}

    /** The line, without its end, which {@link #parse} reads. */
    default String line() {
        return MARK
                + switch (this) {
                    case Ready ready ->
                        "ready;" + ready.parameters + ";" + ready.forwardMacs + ";" + ready.lanes + ";"
                                + ready.lossBits.stream().map(Long::toHexString).collect(Collectors.joining(","));
                    case Block block -> "block;" + block.milliseconds + ";" + block.allocatedBytes;
                };
    }

    /**
     * Reads a line of a fork's standard output.
     *
     * @return the message, or nothing if something else printed the line
     * @throws IllegalArgumentException if the line claims to be a message but is malformed
     */
    static Optional<ForkMessage> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        var fields = line.substring(MARK.length()).split(";", -1);
        return Optional.of(
                switch (fields[0] + " " + fields.length) {
                    case "ready 5" ->
                        new Ready(
                                Long.parseLong(fields[1]),
                                Long.parseLong(fields[2]),
                                Integer.parseInt(fields[3]),
                                lossBits(fields[4]));
                    case "block 3" -> new Block(Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
                    default -> throw new IllegalArgumentException("No message of a fork: " + line);
                });
    }

    private static List<Long> lossBits(String field) {
        return field.isEmpty()
                ? List.of()
                : Arrays.stream(field.split(","))
                        .map(bits -> Long.parseUnsignedLong(bits, 16))
                        .toList();
    }
}
