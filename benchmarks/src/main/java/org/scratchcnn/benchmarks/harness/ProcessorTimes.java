package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What Linux counted of its processors' time since it started, in ticks of its clock. Time that a hypervisor gave to
 * other machines is busy time that isn't ours.
 *
 * @param processors that are in use
 * @param total of all of them, idle time included
 * @param busy of all of them
 * @param own busy time of this process and of those of its children that have ended
 */
record ProcessorTimes(int processors, long total, long busy, long own) {

    /** Columns of a processor's line: user, nice, system, idle, waiting for disks, interrupts (2), stolen. */
    private static final int COLUMNS = 8;

    private static final int IDLE = 3;
    private static final int WAITING = 4;

    /** Where user, system, children's user and children's system time stand, counted after the process's name. */
    private static final int OWN_FIRST = 11;

    private static final int OWN_END = 15;

    /**
     * Reads them; empty where the system doesn't say.
     *
     * @param proc where Linux tells of itself, {@code /proc}
     */
    static Optional<ProcessorTimes> read(Path proc) {
        try {
            var lines = Files.readAllLines(proc.resolve("stat"));
            long[] all = Arrays.stream(lines.getFirst().split(" +"))
                    .skip(1)
                    .limit(COLUMNS)
                    .mapToLong(Long::parseLong)
                    .toArray();
            long total = Arrays.stream(all).sum();
            int processors = (int)
                    lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
            // The name may hold spaces and brackets, but nothing behind it does.
            var self = Files.readString(proc.resolve("self/stat"));
            long own = Arrays.stream(self.substring(self.lastIndexOf(')') + 2).split(" "), OWN_FIRST, OWN_END)
                    .mapToLong(Long::parseLong)
                    .sum();
            return Optional.of(new ProcessorTimes(processors, total, total - all[IDLE] - all[WAITING], own));
        } catch (IOException | RuntimeException _) {
            // Another system than Linux, or one that hides its figures: nothing is known then, and nothing else is
            // harmed.
            return Optional.empty();
        }
    }

    /** Processors that anything but this process and its children kept busy since an earlier reading, on average. */
    double othersSince(ProcessorTimes earlier) {
        long elapsed = total - earlier.total;
        long others = (busy - earlier.busy) - (own - earlier.own);
        return elapsed <= 0 ? 0 : Math.max(0, (double) others * processors / elapsed);
    }
}
