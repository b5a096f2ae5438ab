package org.scratchcnn.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The memory that this process has had in use at most, its native libraries' included. */
final class ResidentMemory {

    /** See proc(5): "peak resident set size (high water mark)", in kibibytes. */
    private static final String PEAK = "VmHWM:";

    private ResidentMemory() {}

    /** Bytes; null where the system is not Linux. */
    static @Nullable Long peakBytes() {
        try {
            return peakBytes(Files.readAllLines(Path.of("/proc/self/status")));
        } catch (IOException _) {
            return null;
        }
    }

    /** Bytes by the lines of a {@code status} file; null where none says. */
    static @Nullable Long peakBytes(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(PEAK))
                .map(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(null);
    }
}
