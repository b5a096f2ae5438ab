package org.scratchcnn.benchmarks.gate.fork;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a fork says: a {@link Ready}, then a {@link Block} for each that it is asked for. */
public sealed interface ForkMessage {

    /** Begins a message's line; the library may print to standard output, too. */
    String MARK = "@fork ";

    /** The line, without its end. */
    String line();

    /**
     * The fork waits to be asked for blocks.
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

        /** Parameters and multiply-accumulates. */
        public String costs() {
            return parameters + " " + forwardMacs;
        }

        @Override
        public String line() {
            return MARK + costs() + " " + lanes
                    + lossBits.stream().map(bits -> " " + bits).collect(Collectors.joining());
        }

        /** Reads such a line; throws an unchecked exception if it is none. */
        public static Ready parse(String line) {
            var words = words(line);
            return new Ready(
                    Long.parseLong(words[0]),
                    Long.parseLong(words[1]),
                    Integer.parseInt(words[2]),
                    Arrays.stream(words).skip(3).map(Long::valueOf).toList());
        }
    }

    /**
     * A block is over.
     *
     * @param milliseconds of one operation, on average
     * @param allocatedBytes by one operation on average, all threads together
     */
    record Block(double milliseconds, double allocatedBytes) implements ForkMessage {

        @Override
        public String line() {
            return MARK + milliseconds + " " + allocatedBytes;
        }

        /** Reads such a line; throws an unchecked exception if it is none. */
        public static Block parse(String line) {
            var words = words(line);
            return new Block(Double.parseDouble(words[0]), Double.parseDouble(words[1]));
        }
    }

    private static String[] words(String line) {
        return line.substring(MARK.length()).split(" ", -1);
    }
}
