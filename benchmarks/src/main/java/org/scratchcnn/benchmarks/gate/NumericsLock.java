package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.file.AtomicFile;

/**
 * What the library computed when the file was last written: costs of the networks, and the losses of the first training
 * steps to the last bit. Losses depend on the processor's architecture, as {@link Math#exp}, {@link Math#log} and
 * {@link Math#pow} may differ in the last bit, on how many floats a vector holds, and on the JDK; every such combination
 * has its own line, and of one that has none the file says nothing.
 *
 * @param lines what was computed, by what it depends on: a line of the file each
 */
public record NumericsLock(SequencedMap<String, String> lines) {

    /** The file's name, in the project's top folder. */
    static final String FILE = "numerics.lock";

    /** A revision without such a file. */
    static final NumericsLock EMPTY = new NumericsLock(new LinkedHashMap<>());

    private static final String HEADER = """
            # What the library computes, held by ./cnn gate. An honest change of the numbers rewrites this file with
            # "./cnn gate lock", in a commit of its own.
            # cost BENCHMARK PARAMETERS FORWARD-MACS
            # loss BENCHMARK ARCHITECTURE VECTOR-LANES JDK LOSS-BITS...
            """;

    private static final Pattern LINE =
            Pattern.compile("(cost \\S+(?= \\d+ \\d+$)|loss \\S+ \\S+ \\d+ \\d+) ([0-9a-f]+(?: [0-9a-f]+)*)");

    /** Smaller vectors than this machine's own, which other machines have, and those of this machine. */
    private static final List<String> VECTORS =
            List.of("-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:MaxVectorSize=64");

    public NumericsLock {
        lines = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(lines));
    }

    /**
     * Writes the file anew, in the project's top folder, as this version computes. Lines for processors, vectors and JDKs
     * that are not at hand are left out: nobody knows whether they still hold. Losses don't depend on the threads.
     */
    public static Path write(Path home, int threads) throws IOException, InterruptedException {
        var costs = new TreeMap<String, String>();
        var losses = new LinkedHashMap<String, String>();
        var benchmarks = GateSet.GATE.benchmarks().stream()
                .sorted(Comparator.comparing(Benchmark::name))
                .toList();
        for (var benchmark : benchmarks) {
            for (var vectors : VECTORS) {
                var forks = ForkProcess.starter(System.getProperty("java.class.path"), vectors);
                try (var fork = forks.start(new ForkRequest(benchmark, threads, 0))) {
                    of(benchmark.name(), fork.ready())
                            .lines
                            .forEach((key, value) -> (key.startsWith("cost ") ? costs : losses).put(key, value));
                }
            }
        }
        var lines = new LinkedHashMap<String, String>(costs);
        lines.putAll(losses);
        var file = home.resolve(FILE);
        AtomicFile.write(file, new NumericsLock(lines).text().getBytes(StandardCharsets.UTF_8));
        return file;
    }

    /** The lines that a fork's numbers make: its network's costs, and its losses if it has any. */
    static NumericsLock of(String benchmark, ForkMessage.Ready ready) {
        var lines = new LinkedHashMap<String, String>();
        lines.put("cost " + benchmark, ready.costs());
        if (!ready.lossBits().isEmpty()) {
            // Some JVMs have another name for it.
            var architecture = System.getProperty("os.arch").replace("x86_64", "amd64");
            lines.put(
                    "loss " + benchmark + " " + architecture + " " + ready.lanes() + " "
                            + Runtime.version().feature(),
                    ready.lossBits().stream().map(Long::toHexString).collect(Collectors.joining(" ")));
        }
        return new NumericsLock(lines);
    }

    /** The file in this folder; empty where there is none. */
    static NumericsLock read(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        return Files.exists(file) ? parse(Files.readAllLines(file)) : EMPTY;
    }

    static NumericsLock parse(List<String> text) throws IOException {
        var lines = new LinkedHashMap<String, String>();
        for (var line : text) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var match = LINE.matcher(line);
            if (!match.matches()) {
                throw new IOException(FILE + " has a line that can't be read: \"" + line
                        + "\"; write the file anew with ./cnn gate lock");
            }
            lines.put(match.group(1), match.group(2));
        }
        return new NumericsLock(lines);
    }

    /** The file's text. */
    String text() {
        return HEADER
                + lines.entrySet().stream()
                        .map(line -> line.getKey() + " " + line.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    /** What differs between a line and what was computed, in a few words; empty where nothing does. */
    Optional<String> difference(String key, String computed) {
        var locked = lines.getOrDefault(key, computed);
        if (locked.equals(computed)) {
            return Optional.empty();
        }
        if (key.startsWith("cost ")) {
            return Optional.of("parameters and MACs are " + computed + ", but " + FILE + " has " + locked);
        }
        var is = computed.split(" ", -1);
        var was = locked.split(" ", -1);
        int step = Arrays.mismatch(is, was);
        return Optional.of("the loss of training step " + (step + 1) + " has other bits than in " + FILE + ": "
                + loss(is, step) + " instead of " + loss(was, step));
    }

    private static String loss(String[] bits, int step) {
        return step < bits.length
                ? Double.toString(Double.longBitsToDouble(Long.parseUnsignedLong(bits[step], 16)))
                : "none";
    }

    /**
     * What the base's file holds a benchmark to and this one no longer does, in a few words; empty where it still does.
     * Losses for other processors, vectors and JDKs may go where a loss of the benchmark is another one: nobody could
     * measure them there.
     */
    Optional<String> lost(NumericsLock base, String benchmark) {
        var losses = "loss " + benchmark + " ";
        boolean rewritten = lines.entrySet().stream()
                .anyMatch(line ->
                        line.getKey().startsWith(losses) && !line.getValue().equals(base.lines.get(line.getKey())));
        return base.lines.keySet().stream()
                .filter(key -> key.equals("cost " + benchmark) || (key.startsWith(losses) && !rewritten))
                .filter(key -> !lines.containsKey(key))
                .findFirst()
                .map(key -> FILE + " has lost the line \"" + key + "\" that the base's has");
    }
}
