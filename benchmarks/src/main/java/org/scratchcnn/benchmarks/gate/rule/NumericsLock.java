package org.scratchcnn.benchmarks.gate.rule;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the library computed when the file was last written: costs of the networks, and the losses of the first training
 * steps to the last bit. Losses depend on the processor's architecture, as {@link Math#exp}, {@link Math#log} and
 * {@link Math#pow} may differ in the last bit, on how many floats a vector holds, and on the JDK; every such combination
 * has its own lines, and of one that has none the file says nothing.
 *
 * @param costs of each benchmark's network
 * @param losses bits of the losses, by their key
 */
public record NumericsLock(SortedMap<String, Costs> costs, SortedMap<LossKey, List<Long>> losses) {

    /** The file's name, in the project's top folder. */
    public static final String FILE = "numerics.lock";

    private static final String HEADER = """
            # What the library computes, held by ./cnn gate. An honest change of the numbers rewrites this file with
            # "./cnn gate lock", in a commit of its own.
            # cost BENCHMARK PARAMETERS FORWARD-MACS
            # loss BENCHMARK ARCHITECTURE VECTOR-LANES JDK LOSS-BITS...
            """;

    /**
     * What a network costs.
     *
     * @param forwardMacs multiply-accumulates of one sample's forward pass
     */
    public record Costs(long parameters, long forwardMacs) {}

    /**
     * What losses depend on.
     *
     * @param architecture of the processor, {@code amd64} or {@code aarch64}; other names that JVMs have for these two
     *     ({@code os.arch}) are replaced by them
     * @param lanes floats in a vector; 0 without vectors
     * @param jdk feature version
     */
    public record LossKey(String benchmark, String architecture, int lanes, int jdk) implements Comparable<LossKey> {

        private static final Comparator<LossKey> ORDER = Comparator.comparing(LossKey::benchmark)
                .thenComparing(LossKey::architecture)
                .thenComparingInt(LossKey::jdk)
                .thenComparingInt(LossKey::lanes);

        public LossKey {
            architecture = switch (architecture) {
                case "x86_64" -> "amd64";
                case "arm64" -> "aarch64";
                default -> architecture;
            };
        }

        /** What the losses depend on beside the benchmark, in words. */
        String conditions() {
            return "%s, vectors of %d floats and JDK %d".formatted(architecture, lanes, jdk);
        }

        @Override
        public int compareTo(LossKey other) {
            return ORDER.compare(this, other);
        }
    }

    public NumericsLock {
        costs = new TreeMap<>(costs);
        losses = new TreeMap<>(losses);
    }

    /**
     * Reads the file's text.
     *
     * @throws IllegalArgumentException if a line is none that {@link #text} writes; the message names it
     */
    public static NumericsLock parse(String text) {
        var costs = new TreeMap<String, Costs>();
        var losses = new TreeMap<LossKey, List<Long>>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var words = List.of(line.strip().split("\\s+"));
            try {
                switch (words.getFirst()) {
                    case "cost" ->
                        costs.put(words.get(1), new Costs(Long.parseLong(words.get(2)), Long.parseLong(words.get(3))));
                    case "loss" ->
                        losses.put(
                                new LossKey(
                                        words.get(1),
                                        words.get(2),
                                        Integer.parseInt(words.get(3)),
                                        Integer.parseInt(words.get(4))),
                                words.subList(5, words.size()).stream()
                                        .map(bits -> Long.parseUnsignedLong(bits, 16))
                                        .toList());
                    default -> throw new IllegalArgumentException("it begins with neither cost nor loss");
                }
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s, line %d can't be read (%s); write the file anew with ./cnn gate lock"
                                .formatted(FILE, number, e.getMessage()),
                        e);
            }
        }
        return new NumericsLock(costs, losses);
    }

    /** The file's text, which {@link #parse} reads. */
    public String text() {
        return HEADER
                + costs.entrySet().stream()
                        .map(entry -> "cost %s %d %d\n"
                                .formatted(
                                        entry.getKey(),
                                        entry.getValue().parameters(),
                                        entry.getValue().forwardMacs()))
                        .collect(Collectors.joining())
                + losses.entrySet().stream()
                        .map(entry -> "loss %s %s %d %d %s\n"
                                .formatted(
                                        entry.getKey().benchmark(),
                                        entry.getKey().architecture(),
                                        entry.getKey().lanes(),
                                        entry.getKey().jdk(),
                                        entry.getValue().stream()
                                                .map(Long::toHexString)
                                                .collect(Collectors.joining(" "))))
                        .collect(Collectors.joining());
    }

    /** The losses of one benchmark. */
    Map<LossKey, List<Long>> losses(String benchmark) {
        return losses.entrySet().stream()
                .filter(entry -> entry.getKey().benchmark().equals(benchmark))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (first, _) -> first, LinkedHashMap::new));
    }

    /** What differs from the file, in a few words; empty where nothing does or the file says nothing of it. */
    public Optional<String> difference(String benchmark, Costs measured) {
        var locked = costs.get(benchmark);
        return locked == null || locked.equals(measured)
                ? Optional.empty()
                : Optional.of("%,d parameters and %,d MACs, but %s has %,d and %,d"
                        .formatted(
                                measured.parameters(),
                                measured.forwardMacs(),
                                FILE,
                                locked.parameters(),
                                locked.forwardMacs()));
    }

    /** What differs from the file, in a few words; empty where nothing does or the file says nothing of it. */
    public Optional<String> difference(LossKey key, List<Long> measured) {
        var locked = losses.get(key);
        if (locked == null || locked.equals(measured)) {
            return Optional.empty();
        }
        int step = 0;
        while (step < Math.min(locked.size(), measured.size())
                && locked.get(step).equals(measured.get(step))) {
            step++;
        }
        return Optional.of("the loss of training step %d has other bits than in %s: %s instead of %s"
                .formatted(step + 1, FILE, loss(measured, step), loss(locked, step)));
    }

    private static String loss(List<Long> bits, int step) {
        return step < bits.size() ? Double.toString(Double.longBitsToDouble(bits.get(step))) : "none";
    }
}
