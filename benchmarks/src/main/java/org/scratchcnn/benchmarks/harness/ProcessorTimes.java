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

    /**
     * Reads them; empty where the system doesn't say.
     *
     * @param proc where Linux tells of itself, {@code /proc}
     */
    static Optional<ProcessorTimes> read(Path proc) {
        try {
            var lines = Files.readAllLines(proc.resolve("stat"));
            // User, nice, system, idle, waiting for disks, interrupts (2), stolen.
            long[] all = ticks(lines.getFirst().replaceFirst("^cpu +", ""), 0, 8);
            long total = Arrays.stream(all).sum();
            int processors = (int)
                    lines.stream().filter(line -> line.matches("cpu\\d+ .*")).count();
            // The name may hold spaces and brackets, but nothing behind it does: there user, system, children's user
            // and children's system time stand at the places 11 to 14.
            var self = Files.readString(proc.resolve("self/stat"));
            long own = Arrays.stream(ticks(self.substring(self.lastIndexOf(')') + 2), 11, 15))
                    .sum();
            return Optional.of(new ProcessorTimes(processors, total, total - all[3] - all[4], own));
        } catch (IOException | RuntimeException _) {
            // Another system than Linux, or one that hides its figures: nothing is known then.
            return Optional.empty();
        }
    }

    private static long[] ticks(String line, int from, int to) {
        return Arrays.stream(line.split(" "), from, to)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** Processors that anything but this process and its children kept busy since an earlier reading, on average. */
    double othersSince(ProcessorTimes earlier) {
        long elapsed = total - earlier.total;
        long others = (busy - earlier.busy) - (own - earlier.own);
        return elapsed <= 0 ? 0 : Math.max(0, (double) others * processors / elapsed);
    }
}
